package io.ripcord.api.state;

import io.ripcord.api.json.BadDocument;
import java.util.List;

/** A place in a desired document, below {@code domains}: {@code features/greeter}. A path covers all below it. */
public record DocumentPath(List<String> segments) {

    public DocumentPath {
        segments = List.copyOf(segments);
    }

    /** @throws BadDocument unless it is 1 to 8 non-empty segments joined by slashes */
    public static DocumentPath parse(String text) {
        var segments = List.of(text.split("/", -1));
        if (segments.size() > 8 || segments.stream().anyMatch(String::isEmpty)) {
            throw new BadDocument(text, "it is no path", "write 1 to 8 names joined by slashes, such as system/name");
        }
        return new DocumentPath(segments);
    }

    public boolean covers(DocumentPath other) {
        return other.segments.size() >= segments.size()
                && other.segments.subList(0, segments.size()).equals(segments);
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
