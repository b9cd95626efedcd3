package io.ripcord.console.fleet;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.ClaimCode;
import io.ripcord.api.message.EnrolmentAnswer;
import io.ripcord.api.message.EnrolmentRequest;
import io.ripcord.api.message.Topics;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.console.api.Broker;
import io.ripcord.console.api.Claim;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import io.ripcord.console.api.ConsoleFacts;
import io.ripcord.console.api.FleetStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/** Hands out claim codes and certifies who shows one. Of a secret only its digest is kept, and it is good for one device. */
final class Enrolments {
    private final SecureRandom random = new SecureRandom();
    private final ConsoleFacts console;
    private final Broker broker;
    private final FleetAuthority authority;
    private final FleetStore store;
    private final Clock clock;

    Enrolments(ConsoleFacts console, Broker broker, FleetAuthority authority, FleetStore store, Clock clock) {
        this.console = console;
        this.broker = broker;
        this.authority = authority;
        this.store = store;
        this.clock = clock;
    }

    Claim claim(String tenant, Duration validity) {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        var secret = HexFormat.of().formatHex(bytes);
        var expires = clock.instant().plus(validity);
        store.putClaim(Digest.of(secret), tenant, expires);
        return new Claim(new ClaimCode(URI.create(console.uri()), authority.keyDigest(), secret).encode(), expires);
    }

    JsonObject enrol(JsonObject body) throws ConsoleException {
        var request = parsed(body);
        var tenant = store.takeClaim(Digest.of(request.secret()), request.device(), clock.instant())
                .orElseThrow(
                        () -> new ConsoleException(
                                Reason.FORBIDDEN,
                                "the claim is unknown, expired or used by another device; make a new claim code at the console"));
        var certificate = certified(request, tenant);
        if (!store.enrolled(
                request.device(), tenant, request.deviceClass(), request.model(), certificate, clock.instant())) {
            throw new ConsoleException(
                    Reason.FORBIDDEN,
                    "the device is another tenant's; remove it there first: ./ripcord device remove "
                            + request.device());
        }
        var answer = new EnrolmentAnswer(new DeviceIdentity.Fleet(
                tenant, broker.deviceUri(), certificate, authority.certificatePem(), authority.signerPem()));
        return JsonText.parseObject(answer.encode());
    }

    private static EnrolmentRequest parsed(JsonObject body) throws ConsoleException {
        try {
            var request = EnrolmentRequest.parse(body.text().getBytes(StandardCharsets.UTF_8));
            new Topics("tenant", request.device()).shard();
            return request;
        } catch (BadDocument | IllegalArgumentException e) {
            throw new ConsoleException(Reason.INVALID, "the enrolment is malformed: " + e.getMessage(), e);
        }
    }

    private String certified(EnrolmentRequest request, String tenant) throws ConsoleException {
        try {
            return authority.certify(request.csr(), request.device(), tenant);
        } catch (UntrustedException e) {
            throw new ConsoleException(Reason.FORBIDDEN, "the device is not certified: " + e.getMessage(), e);
        }
    }
}
