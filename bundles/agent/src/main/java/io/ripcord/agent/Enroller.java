package io.ripcord.agent;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.Facts;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.ClaimCode;
import io.ripcord.api.message.Enrolment;
import io.ripcord.api.message.EnrolmentAnswer;
import io.ripcord.api.message.EnrolmentRequest;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLHandshakeException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the certificate request to the console that a claim code names, pinned to its authority's key. */
@Component
public final class Enroller implements Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);
    static final int TRIES = 10;
    private static final int MAX_ANSWER = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DeviceIdentity identity;
    private final Facts facts;
    private final long firstPauseMillis;
    private final ReentrantLock one = new ReentrantLock();

    @Activate
    public Enroller(@Reference DeviceIdentity identity, @Reference Facts facts) {
        this(identity, facts, 1_000);
    }

    Enroller(DeviceIdentity identity, Facts facts, long firstPauseMillis) {
        this.identity = identity;
        this.facts = facts;
        this.firstPauseMillis = firstPauseMillis;
    }

    @Override
    public String enrol(String claimCode) throws Refusal, UntrustedException, IOException, InterruptedException {
        var code = ClaimCode.parse(claimCode);
        if (!one.tryLock()) {
            throw new Refusal("this device is being enrolled already", "wait for that to end");
        }
        try {
            var present = identity.fleet();
            var other = present.filter(fleet -> !isOf(fleet, code));
            if (other.isPresent()) {
                throw inAnother(other.get());
            }
            var fleet = answer(code).fleet();
            var otherTenant = present.filter(held -> !held.tenant().equals(fleet.tenant()));
            if (otherTenant.isPresent()) {
                throw inAnother(otherTenant.get());
            }
            identity.enrol(fleet);
            LOG.info("enrolled in the fleet of {}", fleet.tenant());
            return fleet.tenant();
        } finally {
            one.unlock();
        }
    }

    /** A device that was removed, or whose certificate ran out while it was off, is enrolled again where it was. */
    private static boolean isOf(DeviceIdentity.Fleet fleet, ClaimCode code) {
        return Certificates.key(fleet.authorityPem())
                .filter(code.authority()::equals)
                .isPresent();
    }

    private static Refusal inAnother(DeviceIdentity.Fleet fleet) {
        return new Refusal(
                "this device is in the fleet of " + fleet.tenant() + " already", "reset it to factory state first");
    }

    private EnrolmentAnswer answer(ClaimCode code)
            throws Refusal, UntrustedException, IOException, InterruptedException {
        var request = request(code);
        long limit = firstPauseMillis;
        for (int attempt = 1; ; attempt++) {
            try (var client = HttpClient.newBuilder()
                    .sslContext(PinnedTrust.context(code.authority(), identity.trustedNow()))
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build()) {
                return ask(client, request);
            } catch (SSLHandshakeException e) {
                throw new UntrustedException("the console " + code.console() + " is not the one of the claim code: "
                        + e.getMessage() + "; get a new code from the console that you trust");
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new IOException(
                            "the console " + code.console() + " was asked " + TRIES + " times, the last time: "
                                    + e.getMessage() + "; see whether it runs and is reachable from the device",
                            e);
                }
            }
            Thread.sleep(RandomGenerator.getDefault().nextLong(limit + 1));
            limit = Math.min(limit * 2, 20 * firstPauseMillis);
        }
    }

    private HttpRequest request(ClaimCode code) {
        var body = new EnrolmentRequest(
                code.secret(), identity.id(), facts.deviceClass(), facts.model(), identity.certificateRequest());
        return HttpRequest.newBuilder(code.console().resolve("/api/v1/enrolment"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.encode()))
                .build();
    }

    /** @throws IOException if asking again may help */
    private static EnrolmentAnswer ask(HttpClient client, HttpRequest request)
            throws Refusal, UntrustedException, IOException, InterruptedException {
        var response = send(client, request);
        var body = response.body();
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            throw new IOException("it answered with status " + status);
        }
        if (status != 200) {
            throw new Refusal("the console said no: " + message(body, status), "make a new claim code at the console");
        }
        try {
            return EnrolmentAnswer.parse(body);
        } catch (BadDocument e) {
            throw new UntrustedException("the console's answer is malformed: " + e.getMessage());
        }
    }

    /** The whole exchange has one deadline: a server that drips its answer is given up too. */
    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        var body = HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER);
        try {
            return client.sendAsync(request, body).get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            client.shutdownNow();
            throw new IOException("it did not answer within " + 2 * PATIENCE.toSeconds() + " s", e);
        }
    }

    private static String message(byte[] body, int status) {
        try {
            return JsonText.parseObject(body)
                    .object("error")
                    .flatMap(error -> error.string("message"))
                    .orElse("status " + status);
        } catch (BadDocument _) {
            return "status " + status;
        }
    }
}
