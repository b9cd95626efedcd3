package io.ripcord.agent;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.StateReport;
import io.ripcord.api.state.ReportedState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shortens what would not fit into a packet: first what people can look up at the device, last the units' reasons. */
final class Fitting {
    private static final int ENVELOPE = 2048;

    private Fitting() {}

    static ChangeRecord fit(ChangeRecord change, int maxBytes) {
        var fitted = change;
        for (int keep : new int[] {200, 50, 10, 0}) {
            fitted = shortened(change, keep, change.units().size());
            if (size(fitted.json()) <= maxBytes) {
                return fitted;
            }
        }
        for (int units = change.units().size() / 2; size(fitted.json()) > maxBytes && units > 0; units /= 2) {
            fitted = shortened(change, 0, units);
        }
        return fitted;
    }

    static StateReport fit(StateReport report) {
        int half = (Packet.MAX_PAYLOAD - ENVELOPE) / 2;
        var last = report.last().map(change -> fit(change, half / 2));
        int left = Packet.MAX_PAYLOAD
                - ENVELOPE
                - last.map(change -> size(change.json())).orElse(0);
        return new StateReport(report.bootEpoch(), report.sequence(), fit(report.reported(), left), last);
    }

    private static ReportedState fit(ReportedState reported, int maxBytes) {
        var domains = new LinkedHashMap<>(reported.domains());
        var fitted = reported;
        while (size(fitted.json()) > maxBytes && !domains.isEmpty()) {
            var largest = domains.entrySet().stream()
                    .max(Map.Entry.comparingByValue((a, b) -> Integer.compare(size(a), size(b))))
                    .orElseThrow();
            int omitted = size(largest.getValue());
            if (omitted < 64) {
                break;
            }
            domains.put(largest.getKey(), JsonObject.EMPTY.with("omittedBytes", omitted));
            fitted = with(reported, domains, reported.units().size());
        }
        for (int units = reported.units().size() / 2; size(fitted.json()) > maxBytes && units > 0; units /= 2) {
            fitted = with(reported, domains, units);
        }
        return fitted;
    }

    private static ReportedState with(ReportedState all, Map<String, JsonObject> domains, int units) {
        return new ReportedState(
                all.fleetGeneration(),
                all.outcome(),
                all.localGeneration(),
                all.running(),
                all.last(),
                all.units().subList(0, units),
                all.shadowed().subList(0, Math.min(100, all.shadowed().size())),
                all.drift(),
                domains);
    }

    private static ChangeRecord shortened(ChangeRecord all, int lines, int units) {
        var progress = all.progress();
        return new ChangeRecord(
                all.id(),
                all.fleetGeneration(),
                all.localGeneration(),
                all.author(),
                all.started(),
                all.finished(),
                all.phase(),
                all.outcome(),
                all.units().subList(0, units),
                List.copyOf(progress.subList(Math.max(0, progress.size() - lines), progress.size())));
    }

    private static int size(JsonObject json) {
        return json.text().getBytes(StandardCharsets.UTF_8).length;
    }
}
