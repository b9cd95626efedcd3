package io.ripcord.trust;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bouncy Castle costs a small board seconds: a start after the first one does without. */
class OrdinaryStartTest {
    @TempDir
    Path folder;

    @Test
    void the_first_start_needs_bouncy_castle_and_later_ones_do_not() throws Exception {
        var without = consumer(new WithoutBouncyCastle());
        var failure = assertThrows(NoClassDefFoundError.class, () -> without.accept(folder));
        assertTrue(failure.getMessage().startsWith("org/bouncycastle/"), failure.getMessage());
        new Start().accept(folder);
        without.accept(folder);
    }

    @SuppressWarnings("unchecked")
    private static Consumer<Path> consumer(ClassLoader loader) throws ReflectiveOperationException {
        return (Consumer<Path>) loader.loadClass("io.ripcord.trust.Start")
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Has classes of this bundle of its own, and none of Bouncy Castle. */
    private static final class WithoutBouncyCastle extends URLClassLoader {
        WithoutBouncyCastle() {
            super(classPath(), WithoutBouncyCastle.class.getClassLoader());
        }

        private static URL[] classPath() {
            return new URL[] {location(Start.class), location(Roles.class)};
        }

        private static URL location(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.bouncycastle.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.ripcord.trust.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
