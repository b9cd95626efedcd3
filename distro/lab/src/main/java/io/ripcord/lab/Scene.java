package io.ripcord.lab;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A board that runs the built device, whoever governs it, and a cloud in which a console may be started. */
public class Scene {
    public static final Duration READY = Duration.ofMinutes(2);

    public final Lab lab;
    public final Cloud cloud;
    public final Board board;
    public final Runner device;
    public final SigningKey key;
    private final Path checkout;
    private final StandardLab.Built built;
    private @Nullable Forwarder pages;

    /** Nothing is started yet. */
    public Scene(Lab lab, Path checkout) throws IOException, GeneralSecurityException {
        this.lab = lab;
        this.checkout = checkout;
        this.built = StandardLab.Built.in(checkout);
        this.cloud = Cloud.make(lab);
        this.board = Board.make(lab, cloud, StandardLab.DEVICE, "10.77.0.2");
        var developer = DevKey.in(lab.home());
        developer.trustOn(board);
        this.key = SignedFeature.key(developer);
        this.device = board.install(built.device());
        SignedBase.sign(device.folder(), "0.1.0", 1, 0, key);
    }

    /** A console, not yet started, in the cloud. */
    public final Runner console() {
        return cloud.install(lab, built.console());
    }

    /** Gives the board's JVM a flag. */
    public final void flag(String flag) throws IOException {
        Files.writeString(device.folder().resolve("etc/jvm.options"), flag + "\n", StandardOpenOption.APPEND);
    }

    public final Governed startDevice(String... options) throws IOException, GeneralSecurityException {
        device.start(options);
        pages = board.forward(0);
        awaitDevice();
        return Governed.locally(anotherRest());
    }

    /** The started device's REST once more, over a connection of its own. */
    public final Rest anotherRest() throws IOException, GeneralSecurityException {
        return new Rest(
                Objects.requireNonNull(pages, "the device was not started"),
                board.state(),
                board.state().resolve("identity/web.crt"));
    }

    public final Rest startConsole(Runner console) throws IOException, GeneralSecurityException {
        console.start();
        var forwarder = cloud.forward(lab, Cloud.HTTPS_PORT);
        awaitConsole(console);
        return new Rest(forwarder, console.state(), console.state().resolve("authority/authority.crt"));
    }

    /** Brings the device into the console's fleet and waits until the console hears it. */
    public final Governed enrol(Governed locally, Rest fleet) throws IOException, InterruptedException {
        var claim = fleet.post("claims", JsonObject.EMPTY);
        var enrolled = locally.rest()
                .post(
                        "enrol",
                        JsonObject.EMPTY.with(
                                "claimCode", claim.string("claimCode").orElseThrow()));
        var remotely = Governed.byFleet(fleet, enrolled.string("device").orElseThrow());
        awaitOnline(remotely);
        return remotely;
    }

    /** Returns when the console sees the device. */
    public final void awaitOnline(Governed remotely) {
        await(
                READY,
                "the console sees the device",
                () -> remotely.rest()
                        .get(remotely.base() + "device")
                        .get("online")
                        .equals(Optional.of(Json.of(true))));
    }

    /** Makes the device's first administrator, by its admin code. */
    public final void claim(Governed locally, String name, String password) throws IOException, InterruptedException {
        var code = Files.readString(board.state().resolve("run/admin.code")).strip();
        locally.rest()
                .post(
                        "claim",
                        JsonObject.EMPTY.with("code", code).with("name", name).with("password", password));
    }

    /** The JVM and the script that would start it again, after a growing pause. */
    public final void killDevice() {
        lab.ledger().process(device.name()).orElseThrow().kill();
        device.kill();
    }

    public final void awaitDevice() {
        device.awaitReady(READY);
        device.awaitListening(Board.HTTPS_PORT, READY);
    }

    public final void awaitConsole(Runner console) {
        console.awaitReady(READY);
        console.awaitListening(Cloud.HTTPS_PORT, READY);
        console.awaitListening(Cloud.MQTT_PORT, READY);
    }

    /**
     * Sees the generation through as an administrator does: looks whether its change wants an answer, and gives it over a
     * connection opened after it.
     */
    public final ChangeRecord confirmed(Governed locally, long generation) throws InterruptedException {
        await(READY, "generation " + generation + " is settled", () -> {
            confirm(locally);
            return locally.rest()
                    .ask("settled?layer=local&generation=%d&wait=1".formatted(generation))
                    .isPresent();
        });
        return locally.settled(generation);
    }

    private void confirm(Governed locally) throws IOException, InterruptedException {
        for (var change : Governed.list(locally.rest().get("changes"), "changes")) {
            if (change.string("phase").orElse("").equals("confirm")) {
                try {
                    anotherRest().post("changes/" + change.string("id").orElseThrow() + "/confirm", JsonObject.EMPTY);
                } catch (GeneralSecurityException e) {
                    throw new IOException("The device's certificate cannot be trusted: " + e.getMessage(), e);
                }
            }
        }
    }

    /** The folder of one of distro/samples. */
    public final Path sample(String name) {
        return checkout.resolve("distro/samples").resolve(name);
    }

    public final SignedFeature signed(String sample) throws IOException {
        return SignedFeature.of(sample(sample), key);
    }

    /** Waits for what may be asked in vain while somebody is away. */
    public static void await(Duration limit, String what, Question question) {
        Await.until(limit, what, () -> {
            try {
                return question.answer();
            } catch (IOException away) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LabException("The wait for this was interrupted: " + what + ".", e);
            }
        });
    }

    /** Asked again and again. */
    @FunctionalInterface
    public interface Question {
        boolean answer() throws IOException, InterruptedException;
    }
}
