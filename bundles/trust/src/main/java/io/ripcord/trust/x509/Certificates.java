package io.ripcord.trust.x509;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** What can be read off certificates with the platform alone. */
public final class Certificates {
    private static final Duration SOON = Duration.ofDays(30);

    private Certificates() {}

    public static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return Pem.encode("CERTIFICATE", certificate.getEncoded());
    }

    public static X509Certificate parse(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Pem.decode("CERTIFICATE", pem)));
    }

    /** The one value of that kind in the subject, such as {@code CN}; empty if there is none or more than one. */
    public static String subject(X509Certificate certificate, String kind) {
        try {
            var values = new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase(kind))
                            .map(rdn -> rdn.getValue().toString())
                            .toList();
            return values.size() == 1 ? values.getFirst() : "";
        } catch (InvalidNameException _) {
            return "";
        }
    }

    /** True if a server's certificate is made out to exactly these names and lasts for some time yet. */
    public static boolean serves(X509Certificate certificate, Collection<String> names, Instant now) {
        return names(certificate).equals(normal(names))
                && certificate.getNotAfter().toInstant().isAfter(now.plus(SOON));
    }

    private static Set<String> names(X509Certificate certificate) {
        try {
            var alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? Set.of()
                    : normal(alternatives.stream().map(Certificates::value).toList());
        } catch (CertificateParsingException _) {
            return Set.of();
        }
    }

    private static String value(List<?> alternative) {
        return String.valueOf(alternative.get(1));
    }

    private static Set<String> normal(Collection<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(name -> name.equals("::1") ? "0:0:0:0:0:0:0:1" : name)
                .collect(Collectors.toSet());
    }
}
