package io.ripcord.rest;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.rest.Site;
import io.ripcord.api.trust.DeviceIdentity;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The names of a device. */
@Component
public final class DeviceSite implements Site {
    private final LocalNames names;

    @Activate
    public DeviceSite(@Reference Facts facts, @Reference DeviceIdentity identity) {
        names = LocalNames.of(facts, identity.id());
    }

    @Override
    public LocalNames names() {
        return names;
    }
}
