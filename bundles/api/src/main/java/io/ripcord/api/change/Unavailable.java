package io.ripcord.api.change;

/** Something around the unit is missing, such as an artifact or the network; it may be there when tried again. */
public final class Unavailable extends Refusal {
    private static final long serialVersionUID = 1;

    public Unavailable(String reason, String remedy, Throwable cause) {
        super(reason, remedy, cause);
    }
}
