package io.ripcord.host;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs programs, replaces files and restarts the process on the Linux that this JVM runs on. */
@Component(immediate = true)
public final class LinuxHost implements Host {
    private final OrderlyRestart restart;
    private final StateDisk disk;

    @Activate
    public LinuxHost(BundleContext context, @Reference StateDisk disk) {
        this(
                new OrderlyRestart(
                        context.getBundle(0),
                        FrameworkPaths.state(context),
                        disk.files(),
                        () -> Runtime.getRuntime().halt(OrderlyRestart.AGAIN)),
                disk);
    }

    LinuxHost(OrderlyRestart restart, StateDisk disk) {
        this.restart = restart;
        this.disk = disk;
    }

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException, InterruptedException {
        return ProgramRun.start(argv).await(stdin, limit);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        disk.files().replace(file, content);
    }

    @Override
    public void writeSecret(Path file, byte[] content) throws IOException {
        disk.files().replaceSecret(file, content);
    }

    @Override
    public void append(Path file, byte[] content, boolean sync) throws IOException {
        disk.files().append(file, content, sync);
    }

    @Override
    public void overwrite(Path file, byte[] content) throws IOException {
        disk.files().overwrite(file, content);
    }

    @Override
    public void damaged(Path file, String instead) {
        disk.damaged(file, instead);
    }

    @Override
    public void restart(String reason) {
        restart.begin(reason, OrderlyRestart.PATIENCE);
    }

    @Override
    public void restartSoon(String reason) {
        restart.begin(reason, OrderlyRestart.SHORT_PATIENCE);
    }
}
