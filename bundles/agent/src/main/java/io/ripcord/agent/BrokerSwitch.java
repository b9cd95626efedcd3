package io.ripcord.agent;

import io.ripcord.api.message.BrokerChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The broker that the document chose; there from the start, so that the system domain never waits for the agent. */
@Component(service = {BrokerChoice.class, BrokerSwitch.class})
public final class BrokerSwitch implements BrokerChoice {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<String> chosen = Optional.empty();

    @Activate
    public BrokerSwitch() {}

    @Override
    public Optional<String> override() {
        return chosen;
    }

    @Override
    public void override(Optional<String> uri) {
        chosen = uri;
        listeners.forEach(Runnable::run);
    }

    AutoCloseable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
