package io.ripcord.api.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads one object field by field and refuses what is missing, of the wrong type, out of range or unknown. Call {@link
 * #end()} last: it refuses members that were not asked for. Not thread-safe.
 */
public final class Fields {
    private final JsonObject object;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private Fields(JsonObject object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @param path where the object stands, for messages; empty for the top */
    public static Fields of(JsonObject object, String path) {
        return new Fields(object, path);
    }

    /** @throws BadDocument if the value is no object */
    public static Fields of(Json value, String path) {
        return new Fields(asObject(value, path), path);
    }

    public String path(String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    public boolean has(String name) {
        return object.get(name).isPresent();
    }

    /** The member as it stands. */
    public Optional<Json> raw(String name) {
        asked.add(name);
        return object.get(name);
    }

    public String text(String name, int minLength, int maxLength) {
        return optionalText(name, minLength, maxLength).orElseThrow(() -> missing(name, "a string"));
    }

    public String text(String name, Pattern pattern) {
        var value = text(name, 0, 4096);
        if (!pattern.matcher(value).matches()) {
            throw bad(name, "it does not match " + pattern, "choose a value that does");
        }
        return value;
    }

    public Optional<String> optionalText(String name, int minLength, int maxLength) {
        return raw(name).map(value -> {
            if (!(value instanceof JsonString(var text))) {
                throw bad(name, "it is no string", "write a string");
            }
            if (text.length() < minLength || text.length() > maxLength) {
                throw bad(name, "it has " + text.length() + " characters", "use " + minLength + " to " + maxLength);
            }
            return text;
        });
    }

    /** A point in time as ISO-8601 writes it in UTC. */
    public Instant instant(String name) {
        return optionalInstant(name).orElseThrow(() -> missing(name, "an instant"));
    }

    public Optional<Instant> optionalInstant(String name) {
        return optionalText(name, 1, 40).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                throw bad(name, "it is no instant", "write it as 2026-01-31T12:00:00Z");
            }
        });
    }

    public long whole(String name, long min, long max) {
        return optionalWhole(name, min, max).orElseThrow(() -> missing(name, "a whole number"));
    }

    public long whole(String name, long min, long max, long absent) {
        return optionalWhole(name, min, max).orElse(absent);
    }

    public Optional<Long> optionalWhole(String name, long min, long max) {
        return raw(name).map(value -> {
            if (!(value instanceof JsonNumber(var number)) || number.scale() > 0) {
                throw bad(name, "it is no whole number", "write a whole number");
            }
            if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
                throw bad(name, "it is out of range", "use " + min + " to " + max);
            }
            return number.longValueExact();
        });
    }

    public boolean flag(String name, boolean absent) {
        return raw(name)
                .map(value -> {
                    if (value instanceof JsonBoolean flag) {
                        return flag.value();
                    }
                    throw bad(name, "it is neither true nor false", "write true or false");
                })
                .orElse(absent);
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        var text = text(name, 1, 64);
        for (var constant : type.getEnumConstants()) {
            if (wireName(constant).equals(text)) {
                return constant;
            }
        }
        var names =
                List.of(type.getEnumConstants()).stream().map(Fields::wireName).toList();
        throw bad(name, "it is none of the choices", "write one of " + names);
    }

    /** How a choice is written in documents: lower case, dashes. */
    public static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    public Optional<Fields> optionalObject(String name) {
        return raw(name).map(value -> of(value, path(name)));
    }

    /** The member as an object, as it stands; empty when absent. */
    public JsonObject rawObject(String name) {
        return raw(name).map(value -> asObject(value, path(name))).orElse(JsonObject.EMPTY);
    }

    /** Each member of the object {@code name}, read by {@code read}; empty when absent. */
    public <T> Map<String, T> map(String name, int maxSize, Function<Fields, T> read) {
        return rawMap(name, maxSize, (key, value) -> read.apply(of(value, path(name) + "/" + key)));
    }

    /** String members of the object {@code name}; empty when absent. */
    public Map<String, String> textMap(String name, int maxSize, int maxLength) {
        return rawMap(name, maxSize, (key, value) -> asText(value, path(name) + "/" + key, maxLength));
    }

    /** Each item of the array {@code name}, an object, read by {@code read}; empty when absent. */
    public <T> List<T> list(String name, int maxSize, Function<Fields, T> read) {
        return rawList(name, maxSize, (index, value) -> read.apply(of(value, path(name) + "/" + index)));
    }

    /** The strings of the array {@code name}; empty when absent. */
    public List<String> texts(String name, int maxSize, int maxLength) {
        return rawList(name, maxSize, (index, value) -> asText(value, path(name) + "/" + index, maxLength));
    }

    /** A string that its own type reads; what that refuses is refused with the member's path. */
    public <T> T value(String name, int maxLength, Function<String, T> read) {
        return checked(name, text(name, 1, maxLength), read);
    }

    public <T> Optional<T> optionalValue(String name, int maxLength, Function<String, T> read) {
        return optionalText(name, 1, maxLength).map(text -> checked(name, text, read));
    }

    /** The strings of the array {@code name}, read as by {@link #value}; empty when absent. */
    public <T> List<T> values(String name, int maxSize, int maxLength, Function<String, T> read) {
        return texts(name, maxSize, maxLength).stream()
                .map(text -> checked(name, text, read))
                .toList();
    }

    /** As {@link #value}, of a text that was got in another way. */
    public <T> T checked(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (BadDocument e) {
            throw e.path().isEmpty() ? bad(name, e.reason(), e.remedy()) : e;
        }
    }

    /** @throws BadDocument if a member was not asked for */
    public void end() {
        for (var name : object.names()) {
            if (!asked.contains(name)) {
                throw bad(
                        name,
                        "it is unknown here",
                        "remove it; known are " + asked.stream().sorted().toList());
            }
        }
    }

    public BadDocument bad(String name, String reason, String remedy) {
        return new BadDocument(path(name), reason, remedy);
    }

    private BadDocument missing(String name, String what) {
        return bad(name, "it is missing", "give " + what);
    }

    private <T> Map<String, T> rawMap(String name, int maxSize, java.util.function.BiFunction<String, Json, T> read) {
        var members = rawObject(name).members();
        checkSize(name, members.size(), maxSize);
        Map<String, T> result = new LinkedHashMap<>();
        members.forEach((key, value) -> result.put(key, read.apply(key, value)));
        return java.util.Collections.unmodifiableMap(result);
    }

    private <T> List<T> rawList(String name, int maxSize, java.util.function.BiFunction<Integer, Json, T> read) {
        var value = raw(name).orElse(new JsonArray(List.of()));
        if (!(value instanceof JsonArray(var items))) {
            throw bad(name, "it is no array", "write an array in brackets");
        }
        checkSize(name, items.size(), maxSize);
        List<T> result = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            result.add(read.apply(i, items.get(i)));
        }
        return List.copyOf(result);
    }

    private void checkSize(String name, int size, int maxSize) {
        if (size > maxSize) {
            throw bad(name, "it has " + size + " entries", "use at most " + maxSize);
        }
    }

    private static String asText(Json value, String path, int maxLength) {
        if (value instanceof JsonString(var text) && text.length() <= maxLength) {
            return text;
        }
        throw new BadDocument(path, "it is no string of at most " + maxLength + " characters", "write one");
    }

    private static JsonObject asObject(Json value, String path) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new BadDocument(path, "it is no object", "write an object in braces");
    }
}
