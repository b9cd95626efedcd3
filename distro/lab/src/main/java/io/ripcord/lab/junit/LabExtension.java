package io.ripcord.lab.junit;

import io.ripcord.lab.Folders;
import io.ripcord.lab.Home;
import io.ripcord.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test, or a class of tests before all of them, its lab, and takes it away again. */
final class LabExtension implements BeforeAllCallback, ParameterResolver, AfterEachCallback, AfterAllCallback {
    private static final Namespace STORE = Namespace.create(LabExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            throw new IllegalStateException("Tests of the lab make namespaces and need root. Run them as root, or leave"
                    + " them out by name: ./ripcord test --skip lab");
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Lab resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Lab lab = Lab.start(Home.at(newHome()));
        context.getStore(STORE).put(Lab.class, lab);
        return lab;
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        @Nullable Lab own = context.getStore(STORE).remove(Lab.class, Lab.class);
        if (own != null) {
            end(own, context);
            return;
        }
        @Nullable Lab shared = context.getStore(STORE).get(Lab.class, Lab.class);
        if (shared != null && context.getExecutionException().isPresent()) {
            keepLogs(shared.home(), context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        @Nullable Lab lab = context.getStore(STORE).remove(Lab.class, Lab.class);
        if (lab != null) {
            end(lab, context);
        }
    }

    private static void end(Lab lab, ExtensionContext context) throws IOException {
        lab.close();
        if (context.getExecutionException().isPresent()) {
            keepLogs(lab.home(), context);
        }
        Folders.delete(lab.home().root());
    }

    private static void keepLogs(Home home, ExtensionContext context) throws IOException {
        String test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getDisplayName().replaceAll("\\W", "");
        Path kept = Files.createDirectories(Path.of("target", "lab-logs")).resolve(test);
        Path logs = home.root().resolve("log");
        if (Files.isDirectory(logs)) {
            Folders.replace(logs, kept);
        }
    }

    private static Path newHome() {
        try {
            Path homes = Path.of(System.getProperty("ripcord.lab.homes", System.getProperty("java.io.tmpdir")));
            return Files.createTempDirectory(Files.createDirectories(homes), "lab");
        } catch (IOException e) {
            throw new IllegalStateException("A home for the lab could not be made: " + e.getMessage(), e);
        }
    }
}
