package io.ripcord.engine;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.engine.plan.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a device in safe mode does: the features and chutes that stood before are left alone and told of; new ones are
 * carried out, and one that came to be has all others tried again by a start in the usual mode.
 */
final class SafeMode {
    private static final Logger LOG = LoggerFactory.getLogger(SafeMode.class);
    private static final List<String> DOMAINS = List.of("features", "chutes");

    private final Ground ground;

    SafeMode(Ground ground) {
        this.ground = ground;
    }

    boolean on() {
        return ground.facts().safeMode();
    }

    /** True if one of these is of what a device in safe mode leaves alone, and it is in safe mode. */
    boolean concerns(Set<UnitId> units) {
        return on() && units.stream().anyMatch(unit -> DOMAINS.contains(unit.domain()));
    }

    /** The units that are not touched while this is wanted, and why; empty in the usual mode. */
    Map<UnitId, Failure> leftAlone(DesiredDocument wanted) {
        Map<UnitId, Failure> left = new LinkedHashMap<>();
        if (on()) {
            var confirmed = ground.journal().confirmed().document();
            var why = Failure.refused(
                    "left alone: the device is in safe mode after starts that did not last"
                            + ground.facts()
                                    .ownEnd()
                                    .map(reason -> "; at last: " + reason)
                                    .orElse(""),
                    "send another version of what ends the process, or take it out; what is left is tried again then,"
                            + " or when the device is restarted on command");
            for (var domain : DOMAINS) {
                for (var name : confirmed.section(domain).names()) {
                    if (confirmed
                            .section(domain)
                            .get(name)
                            .equals(wanted.section(domain).get(name))) {
                        left.put(new UnitId(domain, name), why);
                    }
                }
            }
        }
        return left;
    }

    /** A change was kept: if it mended one of the domains that are left alone, all is tried again. */
    void kept(DesiredDocument before, DesiredDocument after) {
        if (on() && DOMAINS.stream().anyMatch(domain -> !before.section(domain).equals(after.section(domain)))) {
            try {
                ground.host()
                        .write(
                                ground.facts().state().resolve("launcher").resolve("leave-safe-mode"),
                                "features or chutes changed\n".getBytes(StandardCharsets.UTF_8));
                ground.host().restart("features or chutes changed in safe mode; all of them are tried again");
            } catch (IOException e) {
                LOG.warn("safe mode cannot be left; restart the device on command", e);
            }
        }
    }
}
