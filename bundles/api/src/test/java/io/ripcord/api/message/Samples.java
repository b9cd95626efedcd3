package io.ripcord.api.message;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DocumentPath;
import io.ripcord.api.state.Drift;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.trust.Digest;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message of each kind, with every optional part there. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
    static final Digest DIGEST = Digest.of("a feature");
    static final Artifact ARTIFACT = new Artifact(DIGEST, 10 * 64 * 1024 + 1);
    static final JsonObject DETAIL = JsonObject.EMPTY.with("change", "c-000017");

    static final ChangeRecord CHANGE = new ChangeRecord(
            "c-000017",
            7,
            2,
            "fleet",
            NOW,
            Optional.of(NOW.plusSeconds(3)),
            Phase.DONE,
            Optional.of(Outcome.PARTLY_APPLIED),
            List.of(new UnitResult(new UnitId("features", "greeter"), Outcome.FAILED, "why", "what to do", 120)),
            List.of("fetch greeter", "start greeter"));

    private static final ReportedState REPORTED = new ReportedState(
            7,
            Optional.of(Outcome.APPLIED),
            2,
            Optional.of("c-000018"),
            Optional.of("c-000017"),
            CHANGE.units(),
            List.of(DocumentPath.parse("system/name")),
            List.of(new Drift(new UnitId("features", "greeter"), Instant.EPOCH)),
            Map.of("system", JsonObject.EMPTY.with("name", "gate")));

    static final List<UpMessage> UP = List.of(
            new Hello(
                    new Hello.Board("rc-0123456789abcdef", "acme", "ap-lab", "Lab board", "0.1.0", "192.168.77.1"),
                    4,
                    1,
                    90,
                    Map.of("features", 1, "system", 1),
                    List.of("blocks"),
                    new Hello.Held(8, Optional.of(DIGEST)),
                    new Hello.Settled(7, Optional.of(Outcome.APPLIED))),
            new StateReport(4, 9, REPORTED, Optional.of(CHANGE)),
            Want.of(ARTIFACT, bits(2, 3, 10)),
            new Progress(4, CHANGE),
            new Event(4, 12, NOW, Event.CONFIRM, "a change waits", DETAIL),
            new LogChunk("1f", 0, "line\n"),
            new CommandResult("1f", CommandResult.Status.FAILED, "no such chute", DETAIL),
            new Bye(4, 1, Bye.LOST),
            new Renewal("-----BEGIN CERTIFICATE REQUEST-----\n"));

    static final List<DownMessage> DOWN = List.of(
            DesiredNotice.of(8, "an envelope".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            DesiredNotice.of(8, new byte[DesiredNotice.MAX_INLINE + 1]),
            new Block.Content(DIGEST, 10, new byte[] {1}),
            new Block.Refused(DIGEST, 10, "the console does not have it"),
            new Command("1f", Command.CONFIRM, DETAIL, NOW),
            new Ack(4, 12),
            new Certificate("-----BEGIN CERTIFICATE-----\n"));

    private Samples() {}

    static BitSet bits(int... indexes) {
        var bits = new BitSet();
        for (int index : indexes) {
            bits.set(index);
        }
        return bits;
    }
}
