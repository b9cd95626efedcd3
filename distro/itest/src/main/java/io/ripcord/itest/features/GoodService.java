package io.ripcord.itest.features;

/** A component that does nothing, well. */
public final class GoodService implements Runnable {
    @Override
    public void run() {}
}
