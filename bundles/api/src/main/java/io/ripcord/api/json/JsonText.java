package io.ripcord.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON text in and out: strict on the way in (duplicate names, depth, sizes), three forms on the way out. */
public final class JsonText {
    /** Nesting allowed in any document. */
    public static final int MAX_DEPTH = 32;

    /** Bytes allowed in any document (the largest desired state). */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(40)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(256)
                    .maxDocumentLength(MAX_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonText() {}

    /** @throws BadDocument if the bytes are not exactly one JSON object within the limits */
    public static JsonObject parseObject(byte[] utf8) {
        if (parse(utf8) instanceof JsonObject object) {
            return object;
        }
        throw new BadDocument("", "it is not a JSON object", "send an object in braces");
    }

    /** @throws BadDocument if the text is not exactly one JSON object within the limits */
    public static JsonObject parseObject(String text) {
        return parseObject(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadDocument if the bytes are not exactly one JSON value within the limits */
    public static Json parse(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new BadDocument("", "it has " + utf8.length + " bytes", "send at most " + MAX_BYTES);
        }
        requireUtf8(utf8);
        try (var parser = FACTORY.createParser(utf8)) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new BadDocument("", "something follows its end", "send one value only");
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw new BadDocument("", "it is too deep or too long (" + e.getOriginalMessage() + ")", "make it smaller");
        } catch (JsonParseException e) {
            var at = e.getLocation();
            throw new BadDocument(
                    "",
                    "no valid JSON at line " + at.getLineNr() + ", column " + at.getColumnNr(),
                    "correct it; names may stand once only");
        } catch (IOException e) {
            throw new BadDocument("", "it is no valid UTF-8 JSON", "correct it");
        }
    }

    /** Compact text, members in their own order. */
    public static String write(Json value) {
        return write(value, false, false);
    }

    /** Compact text with sorted members: equal values give equal text, whatever their order was. */
    public static String canonical(Json value) {
        return write(value, true, false);
    }

    /** Indented text for people. */
    public static String pretty(Json value) {
        return write(value, false, true);
    }

    private static Json value(JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new BadDocument("", "it is empty", "send a JSON value");
        }
        return switch (token) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> new JsonString(whole(in.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in);
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new BadDocument("", "unexpected " + token, "correct it");
        };
    }

    /** The library guesses other encodings and takes bytes that are no character: two readers could see two texts. */
    private static void requireUtf8(byte[] bytes) {
        boolean wide = bytes.length > 1 && (bytes[0] == 0 || bytes[1] == 0);
        boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb;
        if (wide || marked || !isUtf8(bytes)) {
            throw new BadDocument("", "it is no valid UTF-8 JSON", "send UTF-8 without a byte order mark");
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var piece = CharBuffer.allocate(4096);
        var result = decoder.decode(in, piece, true);
        while (result.isOverflow()) {
            piece.clear();
            result = decoder.decode(in, piece, true);
        }
        return !result.isError();
    }

    /** Half of a pair, written as {@code \\ud800}, would be stored as another text than was read. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char half = text.charAt(i);
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(half, text.charAt(i + 1));
            if (Character.isSurrogate(half) && !pair) {
                throw new BadDocument("", "a text holds half of a character", "write whole characters");
            }
            i += pair ? 1 : 0;
        }
        return text;
    }

    private static Json number(JsonParser in) throws IOException {
        var value = decimal(in);
        if (Math.abs((long) value.scale()) > 40) {
            throw new BadDocument("", "a number is out of range", "stay within 40 digits");
        }
        return new JsonNumber(value);
    }

    private static BigDecimal decimal(JsonParser in) throws IOException {
        try {
            return in.getDecimalValue();
        } catch (ArithmeticException | NumberFormatException _) {
            throw new BadDocument("", "a number is out of range", "stay within 40 digits");
        }
    }

    private static JsonObject object(JsonParser in) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = whole(in.currentName());
            in.nextToken();
            members.put(name, value(in));
        }
        return new JsonObject(members);
    }

    private static JsonArray array(JsonParser in) throws IOException {
        List<Json> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(in));
        }
        return new JsonArray(items);
    }

    private static String write(Json value, boolean sorted, boolean pretty) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            if (pretty) {
                out.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(out, value, sorted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Json value, boolean sorted) throws IOException {
        switch (value) {
            case JsonString string -> out.writeString(string.value());
            case JsonNumber number -> out.writeNumber(number.value().toPlainString());
            case JsonBoolean flag -> out.writeBoolean(flag.value());
            case JsonNull _ -> out.writeNull();
            case JsonArray array -> {
                out.writeStartArray();
                for (var item : array.items()) {
                    write(out, item, sorted);
                }
                out.writeEndArray();
            }
            case JsonObject object -> {
                out.writeStartObject();
                var members = sorted ? new TreeMap<>(object.members()) : object.members();
                for (var member : members.entrySet()) {
                    out.writeFieldName(member.getKey());
                    write(out, member.getValue(), sorted);
                }
                out.writeEndObject();
            }
        }
    }
}
