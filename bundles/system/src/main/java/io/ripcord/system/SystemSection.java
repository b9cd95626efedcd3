package io.ripcord.system;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.system.time.TimeSection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The section as a value.
 *
 * @param broker {@code ssl://host:port}, in place of the one of the enrolment
 * @param log level by logger name; {@code ROOT} is all
 */
record SystemSection(Optional<String> name, Optional<String> broker, TimeSection time, Map<String, LogLevel> log) {
    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final List<String> CONFIDENTIAL =
            List.of("com.github.dockerjava", "org.eclipse.jetty", "org.apache.felix.http", "org.eclipse.paho");
    private static final Pattern LOGGER = Pattern.compile("[A-Za-z0-9_$.-]{1,200}");

    SystemSection {
        log = java.util.Collections.unmodifiableMap(new TreeMap<>(log));
    }

    /** @throws BadDocument naming the place that is wrong */
    static SystemSection parse(JsonObject section) {
        var fields = Fields.of(section, "");
        var parsed = new SystemSection(
                fields.has("name") ? Optional.of(fields.text("name", HOST_NAME)) : Optional.empty(),
                fields.optionalText("broker", 1, 512).map(SystemSection::checkedBroker),
                fields.optionalObject("time").map(TimeSection::from).orElse(TimeSection.NONE),
                levels(fields));
        fields.end();
        return parsed;
    }

    private static String checkedBroker(String text) {
        try {
            var uri = URI.create(text);
            boolean whole = "ssl".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() > 0
                    && uri.getPort() < 65536
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawPath().isEmpty();
            if (whole) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new BadDocument("broker", "it is no broker's address", "write ssl://host:port");
    }

    private static Map<String, LogLevel> levels(Fields fields) {
        var named = fields.rawObject("log");
        var inner = Fields.of(named, "log");
        if (named.names().size() > 64) {
            throw new BadDocument("log", "it has more than 64 loggers", "name fewer");
        }
        Map<String, LogLevel> levels = new TreeMap<>();
        for (var logger : named.names()) {
            if (!LOGGER.matcher(logger).matches()) {
                throw new BadDocument("log", "it holds what is no logger's name", "write a package, a class or ROOT");
            }
            levels.put(logger, harmless(logger, inner.choice(logger, LogLevel.class)));
        }
        return levels;
    }

    /** What these log in detail is what goes over their connections, secrets included. */
    private static LogLevel harmless(String logger, LogLevel level) {
        boolean talkative = level == LogLevel.DEBUG || level == LogLevel.TRACE;
        if (talkative && CONFIDENTIAL.stream().anyMatch(name -> (logger + ".").startsWith(name + "."))) {
            throw new BadDocument(
                    "log/" + logger, "at this level it would write secrets into the log", "write info at most");
        }
        return level;
    }
}
