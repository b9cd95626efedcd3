package io.ripcord.container.chutes;

import io.ripcord.api.domain.LogSource;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerRuntime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.NoSuchElementException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What chutes write to their standard output and error. */
@Component
public final class ChuteLogs implements LogSource {
    private final ContainerRuntime runtime;

    @Activate
    public ChuteLogs(@Reference ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String domain() {
        return ChuteController.DOMAIN;
    }

    @Override
    public void follow(String unit, int lines, boolean follow, OutputStream out)
            throws IOException, InterruptedException {
        if (lines < 0 || lines > 10_000) {
            throw new IOException("Could not show " + lines + " lines of chute " + unit + ": ask for 0 to 10000");
        }
        var container = runtime.containers().stream()
                .filter(one -> one.chute().equals(unit))
                .max(Comparator.comparing(Container::running))
                .orElseThrow(() -> new NoSuchElementException("there is no container of a chute " + unit));
        runtime.logs(container.id(), lines, follow, out);
    }
}
