package io.ripcord.lab;

import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A port on the machine's 127.0.0.1 that leads to an address as seen from inside a namespace: one socat on each side, a Unix
 * socket in the namespace's /run between them, so that no packet crosses namespaces.
 */
public record Forwarder(int port) {
    private static final Duration OPEN = Duration.ofSeconds(10);

    /** Takes the preferred port, or any other when that one is in use or 0. The target need not answer yet. */
    static Forwarder open(Lab lab, String name, Namespace from, String address, int targetPort, int preferredPort) {
        String socket = "/run/" + name + ".sock";
        int port = free(preferredPort);
        from.start(
                name + ".inside",
                List.of("socat", "UNIX-LISTEN:" + socket + ",fork,mode=600", "TCP4:" + address + ":" + targetPort),
                Map.of());
        Await.until(OPEN, "the forwarder " + name + " listens", () -> Files.exists(from.path(socket)));
        lab.launch(
                name + ".outside",
                List.of(
                        "socat",
                        "TCP4-LISTEN:" + port + ",bind=127.0.0.1,fork,reuseaddr",
                        "UNIX-CONNECT:" + from.path(socket)),
                Map.of());
        Await.until(OPEN, "port " + port + " of 127.0.0.1 is open", () -> answers(port));
        return new Forwarder(port);
    }

    private static int free(int preferred) {
        return preferred > 0 && canListen(preferred) ? preferred : any();
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LabException("No free port was found on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
