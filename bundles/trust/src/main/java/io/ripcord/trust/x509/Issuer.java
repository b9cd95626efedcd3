package io.ripcord.trust.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates with one key. Loads Bouncy Castle: for first start, enrolment and renewal only. */
public final class Issuer {
    /** Boards without a battery for their clock wake up in the past; a beginning long ago costs nothing. */
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");

    private static final Map<String, ASN1ObjectIdentifier> ATTRIBUTES =
            Map.of("CN", BCStyle.CN, "O", BCStyle.O, "OU", BCStyle.OU);

    private final X500Name name;
    private final PrivateKey key;

    private Issuer(X500Name name, PrivateKey key) {
        this.name = name;
        this.key = key;
    }

    /** An authority that its certificate names. */
    public static Issuer of(X509Certificate authority, PrivateKey key) {
        return new Issuer(
                X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()), key);
    }

    /** The certificate of a new authority, signed by itself. */
    public static X509Certificate authority(KeyPair pair, String commonName, Instant until)
            throws GeneralSecurityException {
        var subject = name(Map.of("CN", commonName));
        return new Issuer(subject, pair.getPrivate())
                .sign(subject, pair.getPublic(), until, new Use(Optional.empty(), Optional.empty()));
    }

    /** The certificate of a server that stands for itself. */
    public static X509Certificate selfSigned(KeyPair pair, String commonName, Collection<String> names, Instant until)
            throws GeneralSecurityException {
        var subject = name(Map.of("CN", commonName));
        return new Issuer(subject, pair.getPrivate()).sign(subject, pair.getPublic(), until, serverFor(names));
    }

    public X509Certificate server(String commonName, PublicKey serverKey, Collection<String> names, Instant until)
            throws GeneralSecurityException {
        return sign(name(Map.of("CN", commonName)), serverKey, until, serverFor(names));
    }

    /** @param subject values of CN, O and OU */
    public X509Certificate client(Map<String, String> subject, PublicKey clientKey, Instant until)
            throws GeneralSecurityException {
        return sign(
                name(subject), clientKey, until, new Use(Optional.of(KeyPurposeId.id_kp_clientAuth), Optional.empty()));
    }

    /** What a certificate allows; without a purpose it is an authority's. */
    private record Use(Optional<KeyPurposeId> purpose, Optional<GeneralNames> names) {}

    private static Use serverFor(Collection<String> names) {
        var all = names.stream().map(Issuer::alternative).toArray(GeneralName[]::new);
        return new Use(Optional.of(KeyPurposeId.id_kp_serverAuth), Optional.of(new GeneralNames(all)));
    }

    private static GeneralName alternative(String name) {
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static X500Name name(Map<String, String> values) {
        var builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (var kind : new String[] {"O", "OU", "CN"}) {
            Optional.ofNullable(values.get(kind)).ifPresent(value -> builder.addRDN(attribute(kind), value));
        }
        return builder.build();
    }

    private static ASN1ObjectIdentifier attribute(String kind) {
        return Optional.ofNullable(ATTRIBUTES.get(kind)).orElseThrow();
    }

    private X509Certificate sign(X500Name subject, PublicKey subjectKey, Instant until, Use use)
            throws GeneralSecurityException {
        try {
            var builder = new X509v3CertificateBuilder(
                    name,
                    new BigInteger(1, Keys.random(16)),
                    Date.from(BEGIN),
                    Date.from(until),
                    subject,
                    SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
            extend(builder, use);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("The certificate for " + subject + " cannot be made", e);
        }
    }

    private static void extend(X509v3CertificateBuilder builder, Use use) throws IOException {
        boolean authority = use.purpose().isEmpty();
        builder.addExtension(
                Extension.basicConstraints, true, authority ? new BasicConstraints(0) : new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
        if (use.purpose().isPresent()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(use.purpose().get()));
        }
        if (use.names().isPresent()) {
            builder.addExtension(
                    Extension.subjectAlternativeName, false, use.names().get());
        }
    }
}
