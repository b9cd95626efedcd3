package io.ripcord.lab;

import io.ripcord.api.change.Outcome;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.util.Optional;

/** One version of a feature after the other, and what the device's process holds after them. */
public final class UpdateStorm {
    /** After so many all that is kept of the last ones has come to its bound. */
    public static final int WARM = 20;

    public static final int VERSIONS = 200;

    private static final int BYTES = 64 * 1024;

    private final Scene scene;
    private final Governed governed;
    private final NumberedFeature feature;
    private int newest;

    /** @param governed the scene's device, which runs */
    public UpdateStorm(Scene scene, Governed governed) {
        this.scene = scene;
        this.governed = governed;
        // it has no health check of its own, so its health gate takes no time
        this.feature = new NumberedFeature(BYTES, scene.lab.home().root().resolve("stamp"));
    }

    /** What is held after the next so many versions. */
    public Footprint after(int versions) throws IOException, InterruptedException {
        for (int end = newest + versions; newest < end; ) {
            newest++;
            var change = governed.install(feature.signed(newest, scene.key));
            if (!change.outcome().equals(Optional.of(Outcome.APPLIED))) {
                throw new LabException("Version " + newest + " was not applied: "
                        + change.json().text());
            }
        }
        return Footprint.of(scene.device);
    }
}
