package io.ripcord.itest.features;

/** A component that throws when somebody asks for it first. */
public final class FaultyService implements Runnable {
    public FaultyService() {
        throw new IllegalStateException("no voice");
    }

    @Override
    public void run() {}
}
