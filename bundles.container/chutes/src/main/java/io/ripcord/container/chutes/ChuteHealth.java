package io.ripcord.container.chutes;

import io.ripcord.api.domain.Health;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.container.api.Port.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whether a chute runs and answers on its published TCP ports. */
final class ChuteHealth {
    private static final int LAST_WORDS = 300;

    private final ContainerRuntime runtime;
    private final PortProbe probe;
    private final Wanted wanted;

    ChuteHealth(ContainerRuntime runtime, PortProbe probe, Wanted wanted) {
        this.runtime = runtime;
        this.probe = probe;
        this.wanted = wanted;
    }

    Health look() {
        if (!wanted.chute().running()) {
            return new Health.Passing();
        }
        try {
            var name = wanted.container().name();
            var container = runtime.containers().stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst();
            if (container.isEmpty()) {
                return new Health.Failing("container " + name + " is gone", "See who removed it, then try again");
            }
            return container.get().running() ? ports() : ended(container.get());
        } catch (IOException e) {
            return new Health.Waiting(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Health.Waiting("the look at the chute was interrupted");
        }
    }

    private Health ports() {
        for (var port : wanted.chute().ports()) {
            if (port.protocol() == Transport.TCP
                    && !probe.answers(wanted.place().address().toString(), port.chute())) {
                return new Health.Waiting("nothing answers on port " + port.chute() + " of "
                        + wanted.chute().name());
            }
        }
        return new Health.Passing();
    }

    private Health ended(Container container) throws InterruptedException {
        return new Health.Failing(
                "chute " + wanted.chute().name() + " did not stay up: " + container.status() + lastWords(container),
                "Look at its program, and at its limits of memory and processes");
    }

    private String lastWords(Container container) throws InterruptedException {
        try {
            var words = new ByteArrayOutputStream();
            runtime.logs(container.id(), 3, false, words);
            var text = words.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return text.isEmpty()
                    ? ", without a word"
                    : ", its last words: " + text.substring(0, Math.min(LAST_WORDS, text.length()));
        } catch (IOException _) {
            return "";
        }
    }
}
