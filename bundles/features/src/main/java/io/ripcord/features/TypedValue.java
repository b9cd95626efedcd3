package io.ripcord.features;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;

/** A property of a configuration, typed as the Configurator specification says: {@code "port:Integer": 80}. */
record TypedValue(String name, Object value) {
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("String", String.class),
            Map.entry("Integer", Integer.class),
            Map.entry("int", Integer.class),
            Map.entry("Long", Long.class),
            Map.entry("long", Long.class),
            Map.entry("Double", Double.class),
            Map.entry("double", Double.class),
            Map.entry("Float", Float.class),
            Map.entry("float", Float.class),
            Map.entry("Short", Short.class),
            Map.entry("short", Short.class),
            Map.entry("Byte", Byte.class),
            Map.entry("byte", Byte.class),
            Map.entry("Character", Character.class),
            Map.entry("char", Character.class),
            Map.entry("Boolean", Boolean.class),
            Map.entry("boolean", Boolean.class));

    /** @throws BadDocument if the key or the value is not of that form */
    static TypedValue read(String path, String key, Json json) {
        int colon = key.indexOf(':');
        var name = colon < 0 ? key : key.substring(0, colon);
        if (name.isEmpty() || name.startsWith("service.") || name.startsWith(".ripcord.")) {
            throw new BadDocument(path, "the property cannot be set here", "remove it");
        }
        return new TypedValue(name, colon < 0 ? plain(path, json) : typed(path, key.substring(colon + 1), json));
    }

    private static Object typed(String path, String type, Json json) {
        if (type.endsWith("[]")) {
            return array(path, scalarType(path, type.substring(0, type.length() - 2)), items(path, json));
        }
        if (type.startsWith("Collection<") && type.endsWith(">")) {
            var item = scalarType(path, type.substring("Collection<".length(), type.length() - 1));
            return items(path, json).stream()
                    .map(value -> scalar(path, item, value))
                    .toList();
        }
        return scalar(path, scalarType(path, type), json);
    }

    private static Class<?> scalarType(String path, String type) {
        var found = TYPES.get(type);
        if (found == null) {
            throw new BadDocument(path, "the type " + type + " is not known", "use one of " + TYPES.keySet());
        }
        return found;
    }

    private static List<Json> items(String path, Json json) {
        if (json instanceof JsonArray(var items)) {
            return items;
        }
        throw new BadDocument(path, "it is no array", "write an array in brackets");
    }

    private static Object plain(String path, Json json) {
        return switch (json) {
            case JsonString string -> string.value();
            case JsonBoolean flag -> flag.value();
            case JsonNumber number -> scalar(path, naturalType(number), number);
            case JsonObject object -> object.text();
            case JsonArray array -> array(path, naturalType(array), array.items());
            case JsonNull _ -> throw new BadDocument(path, "it is null", "leave the property out");
        };
    }

    private static Class<?> naturalType(Json json) {
        return switch (json) {
            case JsonNumber number -> number.value().scale() > 0 ? Double.class : Long.class;
            case JsonBoolean _ -> Boolean.class;
            default -> String.class;
        };
    }

    private static Class<?> naturalType(JsonArray array) {
        var types = array.items().stream()
                .<Class<?>>map(TypedValue::naturalType)
                .distinct()
                .toList();
        return types.size() == 1 ? types.get(0) : String.class;
    }

    private static Object array(String path, Class<?> type, List<Json> items) {
        var array = Array.newInstance(type, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(array, i, scalar(path, type, items.get(i)));
        }
        return array;
    }

    private static Object scalar(String path, Class<?> type, Json json) {
        var text = switch (json) {
            case JsonString string -> string.value();
            case JsonNumber number -> number.value().toPlainString();
            case JsonBoolean flag -> String.valueOf(flag.value());
            default -> throw new BadDocument(path, "it is no single value", "write a string, number or flag");
        };
        try {
            return convert(type, text);
        } catch (IllegalArgumentException _) {
            throw new BadDocument(path, "it is no " + type.getSimpleName(), "write one");
        }
    }

    private static Object convert(Class<?> type, String text) {
        return switch (type.getSimpleName()) {
            case "Integer" -> Integer.valueOf(text);
            case "Long" -> Long.valueOf(text);
            case "Double" -> Double.valueOf(text);
            case "Float" -> Float.valueOf(text);
            case "Short" -> Short.valueOf(text);
            case "Byte" -> Byte.valueOf(text);
            case "Boolean" -> flag(text);
            case "Character" -> character(text);
            default -> text;
        };
    }

    private static Boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return Boolean.valueOf(text);
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }
}
