package io.ripcord.trust.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests (PKCS#10). Loads Bouncy Castle: for enrolment only. */
public final class Requests {
    private static final String LABEL = "CERTIFICATE REQUEST";
    private static final int MAX_LENGTH = 8192;

    private Requests() {}

    /** What a request asks for, once its signature showed that the key is the asker's. */
    public record Request(String commonName, PublicKey key) {}

    public static String make(KeyPair pair, String commonName) throws GeneralSecurityException {
        try {
            var subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, commonName)
                    .build();
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            var request = new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic()).build(signer);
            return Pem.encode(LABEL, request.getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("The certificate request of " + commonName + " cannot be made", e);
        }
    }

    /** @throws GeneralSecurityException if it is malformed, not signed by its own key, or the key is not on P-256 */
    public static Request read(String pem) throws GeneralSecurityException {
        if (pem.length() > MAX_LENGTH) {
            throw new InvalidKeyException("The request is longer than " + MAX_LENGTH + " characters; send a plain one");
        }
        try {
            var request = new JcaPKCS10CertificationRequest(
                    new PKCS10CertificationRequest(Pem.decode(LABEL, pem)).getEncoded());
            var key = request.getPublicKey();
            if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
                throw new InvalidKeyException("The request is for another kind of key; use ECDSA on P-256");
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new SignatureException("The request is not signed by its own key; make it anew");
            }
            var names = request.getSubject().getRDNs(BCStyle.CN);
            return new Request(
                    names.length == 1 ? names[0].getFirst().getValue().toString() : "", key);
        } catch (IOException | OperatorCreationException | PKCSException | IllegalArgumentException e) {
            throw new InvalidKeyException("The request is malformed; send PKCS#10 in PEM", e);
        }
    }
}
