package io.ripcord.trust.admission;

import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes that the framework took for a bundle, as they lie in its storage. OSGi gives no way to them, so this knows
 * the layout of Felix ({@code bundleID/versionREFRESH.REVISION/bundle.jar}); what it does not find there is not admitted.
 */
record InstalledContent(Path storage) {
    private static final Logger LOG = LoggerFactory.getLogger(InstalledContent.class);
    private static final Pattern REVISION = Pattern.compile("version([0-9]{1,9})\\.([0-9]{1,9})");

    static InstalledContent of(BundleContext context) {
        var storage = context.getProperty(Constants.FRAMEWORK_STORAGE);
        if (storage == null) {
            throw new IllegalStateException("The framework property " + Constants.FRAMEWORK_STORAGE
                    + " is missing, so no bundle's content can be checked; start the device by its launcher");
        }
        return new InstalledContent(Path.of(storage));
    }

    /** True if the newest content of the bundle has this digest. */
    boolean is(Bundle bundle, Digest digest) {
        try {
            var jar = newest(bundle.getBundleId()).map(folder -> folder.resolve("bundle.jar"));
            return jar.isPresent()
                    && Files.isRegularFile(jar.get())
                    && Digest.of(jar.get()).equals(digest);
        } catch (IOException e) {
            LOG.warn("Cannot read the content of bundle {} in {}", bundle.getBundleId(), storage, e);
            return false;
        }
    }

    private Optional<Path> newest(long id) throws IOException {
        var folder = storage.resolve("bundle" + id);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var revisions = Files.list(folder)) {
            return revisions
                    .filter(path -> number(path, 1) >= 0)
                    .max(Comparator.comparingLong((Path path) -> number(path, 1))
                            .thenComparingLong(path -> number(path, 2)));
        }
    }

    private static long number(Path revision, int group) {
        var matcher = REVISION.matcher(revision.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(group)) : -1;
    }
}
