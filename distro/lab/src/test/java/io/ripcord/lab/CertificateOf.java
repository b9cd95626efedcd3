package io.ripcord.lab;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.linux.LabException;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Issuer;
import io.ripcord.trust.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Map;

/** The certificate that a device shows its broker, and another end for it than a console would give. */
record CertificateOf(Path device, Path console) {

    Instant end() throws IOException {
        return present().getNotAfter().toInstant();
    }

    /** Gives the device, which must not run, a certificate of its fleet's authority that ends then. */
    void endsAt(Instant end) throws IOException {
        var old = present();
        var names = Map.of("CN", Certificates.subject(old, "CN"), "O", Certificates.subject(old, "O"));
        try {
            var next = Certificates.pem(issuer().client(names, old.getPublicKey(), end));
            Files.writeString(file(), JsonText.pretty(fleet().with("certificate", new JsonString(next))));
            Files.delete(file().resolveSibling(".fleet.json.twin"));
        } catch (GeneralSecurityException e) {
            throw new LabException("The certificate of " + device + " could not be made: " + e.getMessage(), e);
        }
    }

    private Issuer issuer() throws IOException, GeneralSecurityException {
        var authority = console.resolve("authority");
        var key = new PKCS8EncodedKeySpec(
                Pem.decode("PRIVATE KEY", Files.readString(authority.resolve("authority.key"))));
        return Issuer.of(
                Certificates.parse(Files.readString(authority.resolve("authority.crt"))),
                KeyFactory.getInstance("EC").generatePrivate(key));
    }

    private X509Certificate present() throws IOException {
        try {
            return Certificates.parse(fleet().string("certificate").orElseThrow());
        } catch (GeneralSecurityException e) {
            throw new LabException("The certificate of " + device + " could not be read: " + e.getMessage(), e);
        }
    }

    private JsonObject fleet() throws IOException {
        return JsonText.parseObject(Files.readAllBytes(file()));
    }

    private Path file() {
        return device.resolve("identity/fleet.json");
    }
}
