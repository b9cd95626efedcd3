package io.ripcord.launcher;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.Constants;

/** What the framework and its bundles are told at the start; bundles read them by {@code BundleContext.getProperty}. */
final class FrameworkProperties {
    private FrameworkProperties() {}

    static Map<String, Object> of(
            Arguments arguments, BundleList base, StartMode mode, boolean startsDamaged, LastEnd lastEnd)
            throws IOException {
        var properties = new HashMap<String, Object>();
        framework(properties, new StateFolder(arguments.state()), base.highestStartLevel());
        http(properties);
        webConsole(properties);
        properties.put("ripcord.home", arguments.home().toString());
        properties.put("ripcord.state", arguments.state().toString());
        properties.put("ripcord.etc", arguments.etc().toString());
        // the storage is empty at each start, so ids are given out from 1 in the order of the list
        properties.put("ripcord.base.last", Integer.toString(base.entries().size()));
        properties.put("ripcord.start.mode", mode.name().toLowerCase(Locale.ROOT));
        if (startsDamaged) {
            properties.put("ripcord.starts.damaged", "true");
        }
        properties.put("ripcord.safe-mode", Boolean.toString(mode == StartMode.SAFE));
        properties.put("ripcord.last-end", lastEnd.reason());
        properties.put("ripcord.last-end.own", Boolean.toString(lastEnd.ownDoing()));
        return properties;
    }

    private static void framework(Map<String, Object> properties, StateFolder state, int beginning) throws IOException {
        properties.put("felix.log.logger", new FrameworkLog());
        properties.put("felix.log.level", "3");
        properties.put("felix.cache.rootdir", state.root().toString());
        properties.put(Constants.FRAMEWORK_STORAGE, FrameworkStorage.of(state).toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(beginning));
        properties.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                ClassPathPackages.exports(FrameworkProperties.class.getClassLoader()));
        properties.put("org.osgi.service.log.admin.loglevel", "INFO");
        // half of these are kept for events that nobody waits for; each is a stack
        properties.put("org.apache.felix.eventadmin.ThreadPoolSize", "4");
    }

    /** Felix Http opens nothing by itself; whoever owns the certificate configures PID {@code org.apache.felix.http}. */
    private static void http(Map<String, Object> properties) {
        properties.put("org.apache.felix.http.enable", "false");
        properties.put("org.apache.felix.https.enable", "false");
    }

    /**
     * The web console registers its pages only while a SecurityProvider service has this value in its property
     * {@code webconsole.security.provider.id}. It then also registers its own provider, admin with password admin, of
     * lowest rank; its password becomes a hash of nothing known, so that no moment exists in which it opens the door.
     */
    private static void webConsole(Map<String, Object> properties) {
        properties.put("felix.webconsole.security.providers", "io.ripcord.trust");
        var noHash = new byte[32];
        new SecureRandom().nextBytes(noHash);
        properties.put(
                "felix.webconsole.password", "{sha-256}" + Base64.getEncoder().encodeToString(noHash));
    }
}
