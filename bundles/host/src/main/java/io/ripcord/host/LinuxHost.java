package io.ripcord.host;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Runs programs, replaces files and restarts the process on the Linux that this JVM runs on. */
@Component(immediate = true)
public final class LinuxHost implements Host {
    private final OrderlyRestart restart;

    @Activate
    public LinuxHost(BundleContext context) {
        this(new OrderlyRestart(
                context.getBundle(0),
                FrameworkPaths.state(context),
                () -> Runtime.getRuntime().halt(OrderlyRestart.AGAIN)));
    }

    LinuxHost(OrderlyRestart restart) {
        this.restart = restart;
    }

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException, InterruptedException {
        return ProgramRun.start(argv).await(stdin, limit);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        DurableFile.write(file, content);
    }

    @Override
    public void writeSecret(Path file, byte[] content) throws IOException {
        DurableFile.writeSecret(file, content);
    }

    @Override
    public void restart(String reason) {
        restart.begin(reason);
    }
}
