package io.ripcord.host;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Objects of an interface that answer the named methods with given values and refuse all others. */
final class Fakes {
    private Fakes() {}

    static <T> T of(Class<T> type) {
        return of(type, Map.of());
    }

    static <T> T of(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    var answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    return answer.to(arguments == null ? new Object[0] : arguments);
                }));
    }

    interface Answer {
        Object to(Object... arguments) throws Exception;
    }
}
