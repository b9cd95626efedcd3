package io.ripcord.console.rest;

import io.ripcord.api.rest.Door;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.KeyStoreFile;
import io.ripcord.console.api.ConsoleFacts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The console's door: all its addresses, with a certificate of the fleet's authority, which claim codes pin. */
@Component
public final class ConsoleDoor implements Door {
    private final ConsoleFacts console;
    private final FleetAuthority authority;

    @Activate
    public ConsoleDoor(@Reference ConsoleFacts console, @Reference FleetAuthority authority) {
        this.console = console;
        this.authority = authority;
    }

    @Override
    public String address() {
        return "0.0.0.0";
    }

    @Override
    public int port() {
        return console.httpsPort();
    }

    @Override
    public KeyStoreFile certificate() {
        return authority.server("web", console.addresses());
    }
}
