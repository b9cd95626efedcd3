package io.ripcord.features;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** The features as they are, for the reported state. */
final class Report {
    private final BundlePool pool;
    private final Components components;

    Report(BundlePool pool, Components components) {
        this.pool = pool;
        this.components = components;
    }

    JsonObject of(Installation installation) {
        var feature = installation.feature();
        var bundles = pool.bundles(feature);
        boolean running = bundles.size() == feature.bundles().size()
                && bundles.stream().allMatch(bundle -> Bundles.isFragment(bundle) || Bundles.isRunning(bundle));
        return installation
                .envelope()
                .json()
                .with("id", feature.id().toString())
                .with("version", feature.version())
                .with("running", running)
                .with(
                        "bundles",
                        new JsonArray(feature.bundles().stream()
                                .map(item ->
                                        bundle(item, pool.find(item.artifact().sha256())))
                                .toList()))
                .with(
                        "components",
                        new JsonArray(components.of(bundles).stream()
                                .map(Report::component)
                                .toList()));
    }

    private static Json bundle(Feature.Item item, Optional<Bundle> bundle) {
        var json = JsonObject.EMPTY
                .with("sha256", item.artifact().sha256().hex())
                .with("state", bundle.map(Report::state).orElse("missing"));
        return bundle.isEmpty()
                ? json
                : json.with("name", bundle.get().getSymbolicName())
                        .with("version", bundle.get().getVersion().toString())
                        .with("bundle", bundle.get().getBundleId());
    }

    private static Json component(Components.Component component) {
        var json = JsonObject.EMPTY
                .with("name", component.name())
                .with("bundle", component.bundle().getBundleId())
                .with("state", Fields.wireName(component.state()));
        if (component.id() != 0) {
            json = json.with("id", component.id());
        }
        return component.reason().isEmpty() ? json : json.with("reason", component.reason());
    }

    private static String state(Bundle bundle) {
        return List.of("uninstalled", "installed", "resolved", "starting", "stopping", "active")
                .get(Integer.numberOfTrailingZeros(bundle.getState()));
    }
}
