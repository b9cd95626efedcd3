package io.ripcord.trust.identity;

import io.ripcord.api.host.Facts;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Verifier;
import io.ripcord.trust.x509.Keys;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Each purpose has its keys: a feature's signer cannot say what the device should be. */
@Component
public final class PurposeVerifier implements Verifier {
    private final DeviceIdentity identity;
    private final SignerFolder featureSigners;
    private final SignerFolder baseSigners;

    @Activate
    public PurposeVerifier(@Reference DeviceIdentity identity, @Reference Facts facts) {
        this.identity = identity;
        this.featureSigners = SignerFolder.of(facts, "feature-signers");
        this.baseSigners = SignerFolder.of(facts, "base-signers");
    }

    @Override
    public byte[] verify(Envelope envelope, String payloadType) throws UntrustedException {
        if (!envelope.payloadType().equals(payloadType)) {
            throw new UntrustedException("The envelope is of type " + envelope.payloadType() + ", wanted is "
                    + payloadType + "; sign the document as what it is");
        }
        var trusted = trustedFor(payloadType);
        if (trusted.stream().noneMatch(key -> SigningKey.verifies(envelope, key))) {
            throw new UntrustedException("No trusted key signed this " + payloadType + ": it shows "
                    + names(envelope.signatures().stream()
                            .map(Envelope.Signed::keyId)
                            .toList())
                    + ", trusted are "
                    + names(trusted.stream().map(SigningKey::idOf).toList())
                    + "; sign it with one of these, or unchanged if it is one of these");
        }
        return envelope.payload().clone();
    }

    private List<PublicKey> trustedFor(String payloadType) {
        return switch (payloadType) {
            case Envelope.DESIRED -> fleetSigner().stream().toList();
            case Envelope.FEATURE -> {
                var keys = new ArrayList<>(featureSigners.keys());
                fleetSigner().ifPresent(keys::add);
                yield keys;
            }
            case Envelope.BASE -> baseSigners.keys();
            default -> List.of();
        };
    }

    private Optional<PublicKey> fleetSigner() {
        return identity.fleet().map(fleet -> {
            try {
                return Keys.publicKey(fleet.signerPem(), Keys.Kind.ED25519);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the fleet's signer was checked at enrolment", e);
            }
        });
    }

    private static String names(List<Digest> ids) {
        return ids.isEmpty()
                ? "none"
                : String.join(", ", ids.stream().map(Digest::brief).toList());
    }
}
