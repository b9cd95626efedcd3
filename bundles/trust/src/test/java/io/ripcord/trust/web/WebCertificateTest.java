package io.ripcord.trust.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.host.LocalNames;
import io.ripcord.api.trust.KeyStoreFile;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.x509.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebCertificateTest {
    private static final String ID = "rc-0123456789abcdef";

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private LocalNames names = LocalNames.of(new FakeFacts(Path.of("/nowhere")), ID);

    private KeyStoreFile open() throws IOException {
        return WebCertificate.openOrMake(new FakeHost(), folder, names, ID, clock.instant());
    }

    private String pem() throws IOException {
        return Files.readString(folder.resolve("web.crt"));
    }

    @Test
    void is_made_out_to_all_names_of_the_board() throws Exception {
        open();
        var certificate = Certificates.parse(pem());
        var alternatives = certificate.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .collect(Collectors.toSet());
        assertTrue(alternatives.containsAll(
                java.util.List.of("192.168.77.1", "ripcord.lan", ID, "localhost", "127.0.0.1")));
        assertTrue(Certificates.serves(certificate, names.names(), clock.instant()));
        assertEquals(java.util.List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    }

    @Test
    void stays_until_names_change_or_time_runs_out() throws IOException {
        var first = open();
        var pem = pem();
        Files.delete(folder.resolve("web.crt"));
        assertEquals(first, open());
        assertEquals(pem, pem());
        clock.advance(Duration.ofDays(791));
        open();
        assertNotEquals(pem, pem());
        pem = pem();
        names = new LocalNames(java.util.Set.of("192.168.1.1"));
        open();
        assertNotEquals(pem, pem());
    }
}
