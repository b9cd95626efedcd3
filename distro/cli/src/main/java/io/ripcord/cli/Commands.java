package io.ripcord.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands by their constructor, so that they have what they need from their first moment. */
record Commands(Shell shell) implements CommandLine.IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Shell.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(shell));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
