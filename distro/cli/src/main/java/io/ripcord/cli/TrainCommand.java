package io.ripcord.cli;

import io.ripcord.lab.Folders;
import io.ripcord.lab.Home;
import io.ripcord.lab.Lab;
import io.ripcord.lab.Scene;
import io.ripcord.lab.Training;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        hidden = true,
        description = "Starts the built device once to learn which classes its start needs; the script calls it.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "What is learned goes here.")
    private @Nullable Path file;

    TrainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws Exception {
        if (file == null) {
            throw new IllegalStateException("picocli asks for the file");
        }
        Home home = Home.at(shell.checkout().state().resolve("training"));
        Lab lab = Lab.start(home);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(lab::close));
        new Training(new Scene(lab, shell.checkout().sources()), shell::say).into(file);
        lab.close();
        Folders.delete(home.root());
        return 0;
    }
}
