package io.ripcord.api.message;

import io.ripcord.api.trust.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One device's topics: {@code rc1/{shard}/{tenant}/{device}/up/...} it publishes, {@code .../dn/...} it subscribes. The
 * shard is the first byte of the SHA-256 of the device id, in hexadecimal, so that consoles can share the load.
 */
public record Topics(String tenant, String device) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if a name could not stand in a topic */
    public Topics {
        if (!NAME.matcher(tenant).matches() || !NAME.matcher(device).matches()) {
            throw new IllegalArgumentException(
                    "no topic for this tenant and device; use 1 to 64 lower-case letters, digits and dashes");
        }
    }

    public String shard() {
        return Digest.of(device).hex().substring(0, 2);
    }

    public String up(String kind) {
        return root() + "/up/" + kind;
    }

    public String down(String kind) {
        return root() + "/dn/" + kind;
    }

    public String allUp() {
        return up("#");
    }

    public String allDown() {
        return down("#");
    }

    private String root() {
        return "rc1/" + shard() + "/" + tenant + "/" + device;
    }

    /** The kind of an up message and whose it is. */
    public record Origin(Topics topics, String kind) {}

    /** Reads a topic that a console received; empty if it is none of a device's, or its shard is wrong. */
    public static Optional<Origin> origin(String topic) {
        var parts = topic.split("/", -1);
        if (parts.length != 6
                || !parts[0].equals("rc1")
                || !parts[4].equals("up")
                || !NAME.matcher(parts[2]).matches()
                || !NAME.matcher(parts[3]).matches()) {
            return Optional.empty();
        }
        var topics = new Topics(parts[2], parts[3]);
        return topics.shard().equals(parts[1]) ? Optional.of(new Origin(topics, parts[5])) : Optional.empty();
    }
}
