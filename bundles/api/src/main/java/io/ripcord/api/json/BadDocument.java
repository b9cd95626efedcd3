package io.ripcord.api.json;

/** A document that is refused: where, why, and what would be right. Never carries the offending value of a secret. */
public final class BadDocument extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String reason;
    private final String remedy;

    /** @param path slash-separated place in the document, empty for the whole */
    public BadDocument(String path, String reason, String remedy) {
        super((path.isEmpty() ? "document" : path) + ": " + reason + "; " + remedy);
        this.path = path;
        this.reason = reason;
        this.remedy = remedy;
    }

    public String path() {
        return path;
    }

    public String reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }
}
