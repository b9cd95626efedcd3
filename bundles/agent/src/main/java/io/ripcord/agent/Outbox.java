package io.ripcord.agent;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on disk until the console's database has them: one file each, at most 1 MiB together, the oldest go first. While
 * the disk takes nothing they are in memory. Safe for use by many threads.
 */
final class Outbox {
    static final int MAX_BYTES = 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Host host;
    private final Path folder;
    private final long bootEpoch;
    private final TreeMap<String, Integer> sizes = new TreeMap<>();
    private final TreeMap<String, byte[]> unkept = new TreeMap<>();
    private long sequence;
    private long bytes;

    /** @param folder made when it is missing; whatever else lies there is left alone */
    Outbox(Host host, Path folder, long bootEpoch) {
        this.host = host;
        this.folder = folder;
        this.bootEpoch = bootEpoch;
        load();
    }

    /** Keeps an event; if the disk refuses, it is kept in memory, and a restart loses it. */
    synchronized void add(Instant at, String name, String text, JsonObject detail) {
        var event = new Event(bootEpoch, ++sequence, at, name, cut(text), detail);
        try {
            var content = event.encode();
            var file = file(event);
            unkept.put(file, content);
            sizes.put(file, content.length);
            bytes += content.length;
            dropOldest();
            keep();
        } catch (IllegalArgumentException e) {
            LOG.warn("the event {} cannot be told to the console", name, e);
        }
    }

    /** Brings to disk what it did not take before, as far as it takes it now. */
    private void keep() {
        try {
            while (!unkept.isEmpty()) {
                var next = unkept.firstEntry();
                host.write(folder.resolve(next.getKey()), next.getValue());
                unkept.remove(next.getKey());
            }
        } catch (IOException e) {
            LOG.warn("{} events for the console are in memory only: the disk does not take them", unkept.size(), e);
        }
    }

    synchronized Optional<Event> oldest() {
        if (!unkept.isEmpty()) {
            keep();
        }
        while (!sizes.isEmpty()) {
            var name = sizes.firstKey();
            try {
                return Optional.of(Event.parse(content(name)));
            } catch (IOException | BadDocument e) {
                LOG.warn("the kept event {} cannot be read and is dropped", name, e);
                remove(name);
                host.damaged(folder.resolve(name), "the event in it is lost");
            }
        }
        return Optional.empty();
    }

    /** Forgets the events of that boot up to that sequence. */
    synchronized void acknowledged(long epoch, long upTo) {
        var first = "%019d-%019d.json".formatted(epoch, 0);
        var last = "%019d-%019d.json".formatted(epoch, upTo);
        sizes.subMap(first, true, last, true).keySet().stream().toList().forEach(this::remove);
    }

    private void dropOldest() {
        while (bytes > MAX_BYTES && sizes.size() > 1) {
            LOG.warn(
                    "the outbox is full: the oldest event {} is dropped unheard; connect the device", sizes.firstKey());
            remove(sizes.firstKey());
        }
    }

    private byte[] content(String name) throws IOException {
        var inMemory = unkept.get(name);
        return inMemory == null ? Files.readAllBytes(folder.resolve(name)) : inMemory;
    }

    private void remove(String name) {
        unkept.remove(name);
        var size = sizes.remove(name);
        bytes -= size == null ? 0 : size;
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.warn("the event {} could not be deleted; the console will hear it again after a restart", name, e);
        }
    }

    private void load() {
        var files = folder.toFile().listFiles((_, name) -> name.matches("\\d{19}-\\d{19}\\.json"));
        for (var file : files == null ? new java.io.File[0] : files) {
            sizes.put(file.getName(), (int) file.length());
            bytes += file.length();
        }
    }

    private static String file(Event event) {
        return "%019d-%019d.json".formatted(event.bootEpoch(), event.sequence());
    }

    private static String cut(String text) {
        return text.length() <= Event.MAX_TEXT ? text : text.substring(0, Event.MAX_TEXT);
    }
}
