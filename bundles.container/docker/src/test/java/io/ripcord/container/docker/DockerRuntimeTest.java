package io.ripcord.container.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.host.Facts;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.testkit.FakeFacts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerRuntimeTest {

    @TempDir
    Path folder;

    @Test
    void is_made_without_a_single_class_of_docker_java() throws Exception {
        var loader = new WithoutDockerJava();
        var type = loader.loadClass(DockerRuntime.class.getName());
        assertNotSame(DockerRuntime.class, type);
        var runtime = (ContainerRuntime) type.getConstructor(Facts.class).newInstance(new FakeFacts(folder));
        var missing = assertThrows(IOException.class, runtime::ping);
        assertTrue(missing.getCause() instanceof NoClassDefFoundError, "only the first call needs it");
    }

    @Test
    void says_that_no_engine_is_there() {
        var runtime = new DockerRuntime(new Elsewhere(folder.resolve("docker.sock")).facts());
        var failure = assertThrows(IOException.class, runtime::containers);
        assertEquals(
                "Could not list the containers: no container engine answers at unix://" + folder
                        + "/docker.sock. Is it installed and started?",
                failure.getMessage());
    }

    /** The facts of a board whose engine listens elsewhere. */
    private record Elsewhere(Path socket) {
        Facts facts() {
            return (Facts) java.lang.reflect.Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Facts.class}, (_, _, _) -> "unix://" + socket);
        }
    }

    /** Loads this bundle's classes anew, and none of docker-java. */
    private static final class WithoutDockerJava extends ClassLoader {
        WithoutDockerJava() {
            super(DockerRuntimeTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.github.dockerjava.")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith("io.ripcord.container.docker.")) {
                var loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
            return super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                var bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
