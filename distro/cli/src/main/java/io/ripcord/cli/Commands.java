package io.ripcord.cli;

import io.ripcord.cli.remote.Session;
import java.lang.reflect.Constructor;
import java.util.List;
import picocli.CommandLine;

/** Makes commands by their constructor, so that they have what they need from their first moment. */
record Commands(Shell shell, Session session) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            for (Object part : List.of(shell, session)) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == part.getClass()) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(part));
                }
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
