package io.ripcord.container.chutes;

import io.ripcord.api.domain.Problem;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.container.api.Chute;
import io.ripcord.container.api.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a section of chutes must keep to: each entry by itself, and ports that only one can have. */
final class Rules {
    private final int httpsPort;

    Rules(int httpsPort) {
        this.httpsPort = httpsPort;
    }

    List<Problem> check(JsonObject section) {
        List<Problem> problems = new ArrayList<>();
        List<Chute> chutes = new ArrayList<>();
        section.members().forEach((name, entry) -> {
            try {
                chutes.add(Chute.parse(name, entry));
            } catch (BadDocument e) {
                problems.add(new Problem(e.path(), e.reason(), e.remedy()));
            }
        });
        Map<String, List<String>> takers = new TreeMap<>();
        for (var chute : chutes) {
            for (int i = 0; i < chute.ports().size(); i++) {
                var port = chute.ports().get(i);
                var path = chute.name() + "/ports/" + i + "/lan";
                if (isTheDevices(port)) {
                    problems.add(new Problem(path, "the device itself uses " + port.lanName(), "choose another port"));
                }
                takers.computeIfAbsent(port.lanName(), _ -> new ArrayList<>()).add(path);
            }
        }
        takers.forEach((port, paths) -> {
            if (paths.size() > 1) {
                paths.forEach(path -> problems.add(conflict(port, path, paths)));
            }
        });
        return problems;
    }

    /** At each place: the engine then keeps the entry that was there before, which is right alone. */
    private static Problem conflict(String port, String path, List<String> paths) {
        var others = paths.stream().filter(other -> !other.equals(path)).toList();
        return new Problem(path, "LAN port " + port + " is wanted at " + others + " too", "choose another port");
    }

    private boolean isTheDevices(Port port) {
        return switch (port.protocol()) {
            case TCP -> port.lan() == httpsPort || port.lan() == 53;
            case UDP -> port.lan() == 53 || port.lan() == 67;
        };
    }
}
