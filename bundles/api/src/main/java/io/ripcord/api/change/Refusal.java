package io.ripcord.api.change;

/** A unit cannot be had as wanted; with a reason and a remedy for people. */
public class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final String remedy;

    public Refusal(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    public Refusal(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
