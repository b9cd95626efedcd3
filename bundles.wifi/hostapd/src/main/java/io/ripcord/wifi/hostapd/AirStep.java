package io.ripcord.wifi.hostapd;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.Set;

/** A step that changes what is on the air. */
abstract sealed class AirStep implements Step permits RunHostapd, SetRadio, SetAccess, ChangeKeys, LimitPower {
    static final Name DAEMON = new Name("daemon", Hostapd.NAME);
    private static final String REMEDY = "Look into STATE/log/hostapd.log; the packages hostapd and iw are needed";

    private final String what;

    AirStep(String what) {
        this.what = what;
    }

    abstract void change() throws IOException, InterruptedException;

    abstract void back() throws IOException, InterruptedException;

    @Override
    public final String what() {
        return what;
    }

    /** No interface comes up before the rules for it stand. */
    @Override
    public Set<Name> needs() {
        return Set.of(new Name("firewall", ""), DAEMON);
    }

    @Override
    public final void apply() throws Refusal, InterruptedException {
        try {
            change();
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    @Override
    public final void undo() throws Refusal, InterruptedException {
        try {
            back();
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }
}
