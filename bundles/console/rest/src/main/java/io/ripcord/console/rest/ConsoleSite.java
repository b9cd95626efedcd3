package io.ripcord.console.rest;

import io.ripcord.api.host.LocalNames;
import io.ripcord.api.rest.Site;
import io.ripcord.console.api.ConsoleFacts;
import java.util.LinkedHashSet;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The names of the console. */
@Component
public final class ConsoleSite implements Site {
    private final LocalNames names;

    @Activate
    public ConsoleSite(@Reference ConsoleFacts console) {
        var all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        all.addAll(console.addresses());
        names = new LocalNames(all);
    }

    @Override
    public LocalNames names() {
        return names;
    }
}
