package io.ripcord.trust.web;

import io.ripcord.api.host.LocalNames;
import io.ripcord.testkit.FakeHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** The local web's certificate in a folder. */
public final class TestWeb {
    private TestWeb() {}

    public static void open(Path folder) throws IOException {
        WebCertificate.openOrMake(
                new FakeHost(), folder, new LocalNames(Set.of("localhost", "::1")), "device", Instant.now());
    }
}
