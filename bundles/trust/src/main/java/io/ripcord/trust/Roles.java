package io.ripcord.trust;

import io.ripcord.api.host.Facts;
import io.ripcord.trust.authority.DiskFleetAuthority;
import io.ripcord.trust.identity.BoardIdentity;
import java.nio.file.Files;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where {@code etc/console.json} stands, a fleet's authority is wanted; everywhere else a device's identity. */
@Component(
        service = {},
        immediate = true)
public final class Roles {

    @Activate
    public Roles(ComponentContext context, @Reference Facts facts) {
        context.enableComponent(isConsole(facts) ? DiskFleetAuthority.class.getName() : BoardIdentity.class.getName());
    }

    static boolean isConsole(Facts facts) {
        return Files.exists(facts.etc().resolve("console.json"))
                || Files.exists(facts.home().resolve("etc").resolve("console.json"));
    }
}
