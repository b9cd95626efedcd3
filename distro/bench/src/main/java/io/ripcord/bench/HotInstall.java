package io.ripcord.bench;

import io.ripcord.api.change.Outcome;
import io.ripcord.lab.Governed;
import io.ripcord.lab.NumberedFeature;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of a feature through the console, timed by the one clock that all processes of this machine have.
 *
 * @param active from the moment when the console gave the generation its date, before it signed, kept and sent it, until
 *     the component of the new version was activated
 * @param gate from there until the device called the change settled
 */
record HotInstall(Duration active, Duration gate) {

    /** Uploads the version to the console, which is not timed, and sees its installation through. */
    static HotInstall of(FleetDevice fleet, NumberedFeature feature, int number)
            throws IOException, InterruptedException {
        var console = fleet.remotely();
        var signed = feature.signed(number, fleet.scene().key);
        for (var artifact : signed.artifacts().entrySet()) {
            console.rest().put("artifacts/" + artifact.getKey(), artifact.getValue());
        }
        long generation = console.edit(Governed.GREETER.domain(), Governed.GREETER.name(), signed.entry());
        var change = console.settled(generation);
        if (!change.outcome().equals(Optional.of(Outcome.APPLIED))) {
            throw new LabException(
                    "Version " + number + " was not applied: " + change.json().text());
        }
        var published =
                Instant.parse(console.history().getFirst().string("settled").orElseThrow());
        var active = Instant.parse(Files.readString(feature.stamp()));
        return new HotInstall(
                Duration.between(published, active),
                Duration.between(active, change.finished().orElseThrow()));
    }
}
