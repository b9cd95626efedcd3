package io.ripcord.system.time;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a document says of time.
 *
 * @param servers names or addresses of NTP servers; without any nobody is asked
 * @param lan whether the device tells its networks the time
 * @param zone a name of the tz database
 */
public record TimeSection(List<String> servers, boolean lan, Optional<String> zone) {
    public static final TimeSection NONE = new TimeSection(List.of(), false, Optional.empty());
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");
    private static final int MOST = 8;

    public TimeSection {
        servers = List.copyOf(servers);
    }

    /** @throws BadDocument naming the place that is wrong */
    public static TimeSection from(Fields fields) {
        var servers = fields.texts("servers", MOST, 253);
        if (!servers.stream().allMatch(server -> SERVER.matcher(server).matches())) {
            throw fields.bad("servers", "it holds what is no host", "write names or addresses");
        }
        boolean lan = fields.flag("lan", false);
        if (lan && servers.isEmpty()) {
            throw fields.bad("lan", "a device that asks nobody for the time has none to give", "name servers, too");
        }
        var section = new TimeSection(servers, lan, fields.optionalText("zone", 1, 64));
        if (section.zone
                .filter(zone -> !ZoneId.getAvailableZoneIds().contains(zone))
                .isPresent()) {
            throw fields.bad("zone", "it is no time zone", "write a name of the tz database, such as Europe/Berlin");
        }
        fields.end();
        return section;
    }
}
