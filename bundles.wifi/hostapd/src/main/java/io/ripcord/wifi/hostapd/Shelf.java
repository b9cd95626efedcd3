package io.ripcord.wifi.hostapd;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of each interface, and what was noted of it. They are caches: without them everything is made anew. */
final class Shelf {
    private static final String NOTE = "applied";

    private final Host host;
    private final Access.Places places;

    Shelf(Host host, Access.Places places) {
        this.host = host;
        this.places = places;
    }

    /** False as long as nothing was ever offered. */
    boolean isUsed() {
        return Files.isDirectory(places.files());
    }

    Path conf(String iface) {
        return places.file(iface, Access.CONF);
    }

    /** All files of an interface by the ends of their names, the note not among them. */
    SortedMap<String, byte[]> read(String iface) throws IOException {
        var all = new TreeMap<String, byte[]>();
        for (var kind : kinds(iface)) {
            all.put(kind, Files.readAllBytes(places.file(iface, kind)));
        }
        all.remove(NOTE);
        return all;
    }

    /** Puts these in the place of all files of an interface, the note among them. */
    void replace(String iface, SortedMap<String, byte[]> files) throws IOException {
        for (var kind : kinds(iface)) {
            if (!files.containsKey(kind)) {
                Files.deleteIfExists(places.file(iface, kind));
            }
        }
        for (var file : files.entrySet()) {
            host.generate(places.file(iface, file.getKey()), file.getValue());
        }
    }

    Optional<Applied> noted(String iface) throws IOException {
        try {
            return Optional.of(Applied.parse(JsonText.parseObject(Files.readString(places.file(iface, NOTE)))));
        } catch (NoSuchFileException | BadDocument unknown) {
            return Optional.empty();
        }
    }

    void note(String iface, Applied applied) throws IOException {
        host.generate(places.file(iface, NOTE), applied.json().text().getBytes(StandardCharsets.UTF_8));
    }

    void forget(String iface) throws IOException {
        Files.deleteIfExists(places.file(iface, NOTE));
    }

    /** The radios that offered something once, and were not let go of since. */
    List<String> radios() throws IOException {
        List<String> radios = new ArrayList<>();
        if (isUsed()) {
            try (var notes = Files.newDirectoryStream(places.files(), "wl*-0." + NOTE)) {
                notes.forEach(
                        note -> radios.add(note.getFileName().toString().replaceAll("^wl|-0\\." + NOTE + "$", "")));
            }
        }
        return radios.stream().sorted().map(number -> "phy" + number).toList();
    }

    private List<String> kinds(String iface) throws IOException {
        if (!Files.isDirectory(places.files())) {
            return List.of();
        }
        List<String> kinds = new ArrayList<>();
        try (var files = Files.newDirectoryStream(places.files(), iface + ".*")) {
            files.forEach(file -> kinds.add(file.getFileName().toString().substring(iface.length() + 1)));
        }
        return kinds;
    }
}
