package io.ripcord.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Levels in Logback; remembers what a logger's level was before it was first set here. */
final class LogbackLevels implements LogLevels {
    private final LoggerContext context;
    private final Map<String, @Nullable Level> originals = new HashMap<>();
    private Map<String, LogLevel> set = Map.of();

    LogbackLevels(LoggerContext context) {
        this.context = context;
    }

    @Override
    public synchronized Map<String, LogLevel> set() {
        return set;
    }

    @Override
    public synchronized void set(Map<String, LogLevel> levels) {
        for (var before : set.keySet()) {
            if (!levels.containsKey(before)) {
                context.getLogger(before).setLevel(originals.remove(before));
            }
        }
        levels.forEach((name, level) -> {
            var logger = context.getLogger(name);
            if (!originals.containsKey(name)) {
                originals.put(name, logger.getLevel());
            }
            logger.setLevel(Level.toLevel(level.name()));
        });
        set = new TreeMap<>(levels);
    }
}
