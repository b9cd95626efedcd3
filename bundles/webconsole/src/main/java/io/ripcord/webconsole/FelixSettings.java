package io.ripcord.webconsole;

import java.io.IOException;
import java.util.Map;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leaves of Felix Web Console's own plugins those that only show, and has it begin with the page State. */
@Component(
        service = {},
        immediate = true)
public final class FelixSettings {
    private static final String PID = "org.apache.felix.webconsole.internal.servlet.OsgiManager";

    @Activate
    public FelixSettings(@Reference ConfigurationAdmin configurations) throws IOException {
        Map<String, Object> settings = Map.of(
                "plugins",
                new String[] {"org.apache.felix.webconsole.internal.core.ServicesServlet"},
                "default.render",
                StatePage.LABEL,
                "category",
                "Device",
                "realm",
                "Ripcord",
                "locale",
                "en",
                "secret.heuristic.enabled",
                true);
        configurations.getConfiguration(PID, "?").updateIfDifferent(FrameworkUtil.asDictionary(settings));
    }
}
