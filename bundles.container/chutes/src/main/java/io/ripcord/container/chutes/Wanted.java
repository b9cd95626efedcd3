package io.ripcord.container.chutes;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.container.api.Chute;
import io.ripcord.container.api.ContainerSpec;
import java.nio.file.Path;

/** A chute as it should be: the entry, and what the device chose for it. */
record Wanted(Chute chute, Place place, Path data) {
    /** Raised when containers are made in another way from the same entry, so that old ones are replaced. */
    private static final int MAKE = 1;

    /** Of all that makes its container what it is; stopped or running is not part of that. */
    Digest digest() {
        return Digest.of(JsonObject.EMPTY
                .with("make", MAKE)
                .with("chute", chute.json().without("running").without("ports"))
                .with("subnet", place.subnet().toString())
                .with("data", data.toString()));
    }

    ContainerSpec container() {
        return new ContainerSpec(
                chute,
                "ripcord-" + chute.name() + "-" + digest().brief(),
                digest(),
                place.network(),
                place.address().toString(),
                data);
    }
}
