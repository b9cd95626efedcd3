package io.ripcord.cli;

import io.ripcord.lab.Home;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where we are: the script {@code ripcord} says it in the environment.
 *
 * @param sources the checkout
 * @param state the folder of {@code up}, {@code .ripcord} in the checkout unless {@code RIPCORD_HOME} says otherwise
 */
public record Checkout(Path sources, Path state) {

    public static Checkout of(Map<String, String> environment) {
        Path sources = Path.of(
                        Optional.ofNullable(environment.get("RIPCORD_CHECKOUT")).orElse("."))
                .toAbsolutePath()
                .normalize();
        return new Checkout(
                sources,
                Optional.ofNullable(environment.get("RIPCORD_HOME"))
                        .map(Path::of)
                        .orElse(sources.resolve(".ripcord")));
    }

    public Home home() {
        return Home.at(state);
    }
}
