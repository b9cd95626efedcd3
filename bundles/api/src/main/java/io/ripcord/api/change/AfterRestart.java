package io.ripcord.api.change;

/**
 * A step cannot go on in this JVM, but can in the next: what hangs is the old version's end, not the new one. The change
 * goes on after a restart, from what is there then; the unit's old version is not brought back before.
 */
public final class AfterRestart extends Hung {
    private static final long serialVersionUID = 1;

    public AfterRestart(String reason, String remedy) {
        super(reason, remedy);
    }
}
