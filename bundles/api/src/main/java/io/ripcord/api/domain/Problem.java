package io.ripcord.api.domain;

/**
 * A rule that a document breaks.
 *
 * @param path below the domain's section: {@code greeter/feature/sha256}; its first name is the unit's
 */
public record Problem(String path, String reason, String remedy) {
    @Override
    public String toString() {
        return path + ": " + reason + "; " + remedy;
    }
}
