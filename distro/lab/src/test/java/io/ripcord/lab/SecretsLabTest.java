package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.ClaimCode;
import io.ripcord.api.message.Link;
import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import io.ripcord.lab.junit.LabTest;
import io.ripcord.mqtt.PahoLinks;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.authority.DiskFleetAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts a marker wherever a secret or a password can come in, also where it does not belong, lives through a round of changes
 * and failures with all logs at their fullest, and looks for the markers everywhere. A control marker, a plain value, must be
 * found in each place: the search sees.
 */
@LabTest
final class SecretsLabTest {
    private static final Path SAMPLE = Path.of("../samples/hello-web");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CONTROL = "control";

    @TempDir
    Path folder;

    private final Markers markers = new Markers();
    private final Markers control = new Markers();
    private final String plain = control.make(CONTROL);
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
    private DeviceScene scene;
    private Runner console;
    private Rest fleet;
    private Governed locally;
    private Governed remotely;
    private Artifact image;

    @Test
    void no_secret_is_anywhere_but_where_it_belongs(Lab lab) throws Exception {
        start(lab);
        people();
        locally();
        enrol();
        try (var ear = listen(lab)) {
            assertTrue(ear.isUp());
            byFleet();
            look(remotely.rest(), remotely.base());
            look(locally.rest(), "");
            pages();
        }
        console.stop();
        scene.device.stop();
        search(lab);
    }

    private void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        scene.board.engine().start();
        console = scene.console();
        loud(console.folder());
        loud(scene.device.folder());
        fleet = scene.startConsole(console);
        locally = scene.startDevice();
        markers.note("local token of the device", token(scene.board.state()));
        markers.note("local token of the console", token(console.state()));
        var archive = ChuteArchive.make(SAMPLE, Files.createDirectories(folder.resolve("image")), "hello");
        image = ChuteArchive.artifact(archive);
        for (var rest : List.of(fleet, locally.rest())) {
            rest.put("artifacts/" + image.sha256().hex(), Files.readAllBytes(archive));
        }
    }

    /** All that Logback can say, as far as the logging configuration lets it. */
    private static void loud(Path base) throws IOException {
        var file = base.resolve("etc/logback.xml");
        Files.writeString(file, Files.readString(file).replace("<root level=\"INFO\">", "<root level=\"TRACE\">"));
    }

    private static String token(Path state) throws IOException {
        return Files.readString(state.resolve("run/local.token")).strip();
    }

    /** The first administrator and a user, and what people type into the wrong field. */
    private void people() throws Exception {
        var code = markers.note(
                "admin code",
                Files.readString(scene.board.state().resolve("run/admin.code")).strip());
        var ada = JsonObject.EMPTY.with("name", "ada").with("password", markers.make("password"));
        var claimed = locally.rest().post("claim", ada.with("code", code));
        markers.note("token", claimed.string("token").orElseThrow());
        var session = locally.rest().post("session", ada);
        markers.note("second token", session.string("token").orElseThrow());
        locally.rest()
                .post(
                        "users",
                        JsonObject.EMPTY
                                .with("name", "bob")
                                .with("password", markers.make("user password"))
                                .with("role", "viewer"));
        no(() -> locally.rest().post("session", ada.with("password", markers.make("wrong password"))));
        no(() -> locally.rest().post("session", ada.with("name", markers.make("password as name"))));
        no(() -> locally.rest().post("claim", ada.with("code", markers.make("wrong code"))));
        no(() -> locally.rest().post("enrol", JsonObject.EMPTY.with("claimCode", markers.make("wrong claim"))));
    }

    private void locally() throws Exception {
        misplace(locally);
        var first = set(locally, "own-token", markers.make("local value"));
        assertEquals(Optional.empty(), first.get("accepted"));
        var entry = entry("own-token");
        assertEquals(
                Optional.of(Outcome.APPLIED),
                locally.change("chutes", "hello", entry).outcome());
        assertEquals(value("local value"), environment("hello"));
        var changed = set(locally, "own-token", markers.make("second local value"));
        assertEquals(Optional.of(Outcome.APPLIED), settled(locally, changed).outcome());
        assertEquals(value("second local value"), environment("hello"));
        fails(locally, "broken", "own-token");
        heard(locally.rest().get("state"));
        locally.change("chutes", "broken", JsonNull.NULL);
        locally.change("chutes", "hello", JsonNull.NULL);
    }

    private void enrol() throws Exception {
        var code = fleet.post("claims", JsonObject.EMPTY).string("claimCode").orElseThrow();
        markers.note("claim code", code);
        markers.note("claim secret", ClaimCode.parse(code).secret());
        var enrolled = locally.rest().post("enrol", JsonObject.EMPTY.with("claimCode", code));
        remotely = Governed.byFleet(fleet, enrolled.string("device").orElseThrow());
        awaitOnline();
    }

    private void byFleet() throws Exception {
        misplace(remotely);
        set(remotely, "fleet-token", markers.make("fleet value"));
        assertEquals(
                Optional.of(Outcome.APPLIED),
                remotely.change("chutes", "web", entry("fleet-token")).outcome());
        assertEquals(value("fleet value"), environment("web"));
        scene.device.stop();
        var changed = set(remotely, "fleet-token", markers.make("value while away"));
        startAway();
        assertEquals(Optional.of(Outcome.APPLIED), settled(remotely, changed).outcome());
        assertEquals(value("value while away"), environment("web"));
        fails(remotely, "broken", "fleet-token");
        remotely.change("chutes", "broken", JsonNull.NULL);
        no(() -> delete("fleet-token"));
        set(remotely, "unused", markers.make("unused value"));
        delete("unused");
    }

    private Object delete(String name) throws Exception {
        fleet.delete(remotely.base() + "secrets/" + name);
        return name;
    }

    /** Lets the device look around before it hears of its fleet again. */
    private void startAway() {
        var board = scene.board.namespace();
        board.run("ip", "link", "set", "wan0", "down").orThrow();
        scene.device.start();
        scene.awaitDevice();
        DeviceScene.await(
                PATIENCE,
                "the device sees its chutes",
                () -> Optional.ofNullable(locally.reported().domains().get("chutes"))
                        .flatMap(chutes -> chutes.object("web"))
                        .isPresent());
        board.run("ip", "link", "set", "wan0", "up").orThrow();
    }

    /** A value in the place of a name, beside a name, in another type; and a name that nobody knows. */
    private void misplace(Governed governed) throws Exception {
        var where = governed.layer();
        no(() -> set(governed, markers.make("value as name, " + where), "x"));
        no(() -> set(governed, "own-token", markers.make("value with NUL, " + where) + "\0"));
        var entry = entry("own-token");
        no(() -> governed.edit("chutes", "misplaced", entry(markers.make("value as reference, " + where))));
        var beside = JsonObject.EMPTY.with("secret", "own-token").with("value", markers.make("value beside, " + where));
        no(() -> governed.edit("chutes", "misplaced", entry.with("environment", variable(beside))));
        var digest = JsonObject.EMPTY.with("secret", "own-token").with("digest", markers.make("digest, " + where));
        no(() -> governed.edit("chutes", "misplaced", entry.with("environment", variable(digest))));
    }

    /** A chute that ends at once, with a secret in its entry. */
    private void fails(Governed governed, String name, String secret) throws Exception {
        var broken = entry(secret)
                .with("ports", new io.ripcord.api.json.JsonArray(List.of()))
                .with("command", io.ripcord.api.json.JsonArray.ofTexts(List.of("/bin/busybox", "false")));
        var change = governed.change("chutes", name, broken);
        assertEquals(
                Outcome.FAILED,
                Governed.result(change, new UnitId("chutes", name)).outcome(),
                change.json()::text);
    }

    private JsonObject entry(String secret) throws IOException {
        return JsonText.parseObject(Files.readAllBytes(SAMPLE.resolve("chute.json")))
                .without("name")
                .with("image", image.json())
                .with("environment", variable(JsonObject.EMPTY.with("secret", secret)));
    }

    private JsonObject variable(Json token) {
        return JsonObject.EMPTY.with("TOKEN", token).with("CONTROL", plain);
    }

    private JsonObject set(Governed governed, String name, String value) throws Exception {
        return heard(governed.rest()
                .post(
                        governed.base() + "secrets",
                        JsonObject.EMPTY.with("name", name).with("value", value)));
    }

    private ChangeRecord settled(Governed governed, JsonObject set) throws InterruptedException {
        var generation = set.object("accepted")
                .flatMap(accepted -> accepted.get("generation"))
                .orElseThrow();
        return governed.settled(Long.parseLong(generation.text()));
    }

    /** What the chute runs with: the one place where a value may be seen. */
    private String environment(String chute) {
        var id = scene.board
                .engine()
                .docker("ps", "-q", "--filter", "label=io.ripcord.unit=chutes/" + chute)
                .orThrow()
                .out()
                .strip();
        var all = scene.board
                .engine()
                .docker("inspect", "-f", "{{range .Config.Env}}{{println .}}{{end}}", id)
                .orThrow()
                .out();
        return all.lines()
                .filter(line -> line.startsWith("TOKEN="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(all))
                .substring("TOKEN=".length());
    }

    private String value(String name) {
        return markers.value(name);
    }

    private void awaitOnline() {
        DeviceScene.await(
                PATIENCE,
                "the console sees the device",
                () -> fleet.get(remotely.base() + "device").get("online").equals(Optional.of(Json.of(true))));
    }

    /** Hears all that devices say. What the console says to them is made of what its database holds. */
    private Link listen(Lab lab) throws Exception {
        var port = scene.cloud.forward(lab, Cloud.MQTT_PORT).port();
        var copy = folder.resolve("console");
        Files.createDirectories(copy.resolve("state"));
        io.ripcord.lab.linux.Command.of(
                        "cp", "-a", console.state().resolve("authority").toString(), copy.resolve("state") + "/")
                .run()
                .orThrow();
        var authority = new DiskFleetAuthority(new FakeFacts(copy), new FakeHost());
        var settings = new Links.Settings(
                "ssl://127.0.0.1:" + port,
                "console-ear",
                authority.consoleTls(),
                Duration.ofSeconds(20),
                Optional.empty(),
                Duration.ZERO,
                1000);
        var link = new PahoLinks().open(settings, new Links.Receiver() {
            @Override
            public void received(Packet packet) {
                packets.writeBytes(packet.payload());
            }

            @Override
            public void lost(String reason) {}
        });
        link.subscribe("rc1/+/+/+/up/#");
        return link;
    }

    private void look(Rest rest, String base) throws Exception {
        for (var what : List.of("device", "state", "reported", "history", "changes", "secrets")) {
            heard(rest.get(base + what));
        }
        for (var change : Governed.list(rest.get(base + "changes"), "changes")) {
            heard(rest.get(base + "changes/" + change.string("id").orElseThrow()));
        }
    }

    /** The web console's pages, as an administrator sees them. */
    private void pages() throws Exception {
        for (var page : List.of(
                "state", "secrets", "features", "chutes", "logs", "bundles", "components", "status-Configurations")) {
            var shown = scene.board
                    .lan()
                    .namespace()
                    .run(
                            "curl",
                            "-sk",
                            "-u",
                            "ada:" + value("password"),
                            "https://" + Board.LAN_ADDRESS + ":" + Board.HTTPS_PORT + "/system/console/" + page)
                    .out();
            assertTrue(shown.contains("</html>"), page + ": " + shown);
            answers.writeBytes(shown.getBytes(StandardCharsets.UTF_8));
        }
    }

    private JsonObject heard(JsonObject answer) {
        answers.writeBytes((answer.text() + "\n").getBytes(StandardCharsets.UTF_8));
        return answer;
    }

    private interface Attempt {
        Object make() throws Exception;
    }

    private void no(Attempt attempt) {
        var refused = assertThrows(Rest.No.class, attempt::make);
        answers.writeBytes((refused.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void search(Lab lab) throws IOException {
        // the engine keeps the environment of its containers: the exception that the page names
        var except = Set.of(
                relative(lab, scene.board.state().resolveSibling("docker")),
                relative(lab, scene.device.folder()),
                relative(lab, console.folder()));
        Set<String> found = new TreeSet<>(markers.below(lab.home().root(), except));
        found.addAll(markers.in("answers", answers.toByteArray()));
        found.addAll(markers.in("packets", packets.toByteArray()));
        // the way in for root on the machine; a new one at each start
        found.removeIf(line -> line.contains("run/local.token: local token"));
        assertEquals(Set.of(), found);

        var seen = control.below(lab.home().root(), except).toString();
        for (var place : List.of("state/state/", "state/database/")) {
            assertTrue(seen.contains(place), () -> "the control value is not seen in " + place + ": " + seen);
        }
        assertTrue(seen.contains("base64"), seen);
        assertTrue(!control.in("answers", answers.toByteArray()).isEmpty(), "the search sees no answers");
        assertTrue(packets.size() > 1000, "the ear heard " + packets.size() + " bytes");
        assertTrue(Arrays.stream(new String[] {"local value", "fleet value", "claim secret", "password"})
                .allMatch(markers.names()::contains));
    }

    private static String relative(Lab lab, Path path) {
        return lab.home().root().relativize(path).toString();
    }
}
