package io.ripcord.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Just enough of an MQTT 5 broker to see what a link does with good and bad ones; plain TCP on the loopback. */
final class TinyBroker implements AutoCloseable {
    /** How it treats who connects. */
    enum Manner {
        POLITE,
        CLOSES_AT_ONCE,
        SILENT,
        REFUSES,
        CLOSES_ON_PUBLISH,
        FORBIDS_PUBLISH
    }

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int DISCONNECT = 14;

    final BlockingQueue<byte[]> packets = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> kinds = new LinkedBlockingQueue<>();
    private final ServerSocket server;
    private final Manner manner;
    private volatile Socket last;

    TinyBroker(Manner manner) throws IOException {
        this.manner = manner;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String uri() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    /** Pushes a publish with QoS 1 (topic {@code t}, correlation {@code c}, payload {@code p}) to who connected last. */
    void push() throws IOException {
        send(last, 0x32, new byte[] {0, 1, 't', 0, 7, 4, 9, 0, 1, 'c', 'p'});
    }

    /** Ends the connection of who connected last in order, with a reason. */
    void end() throws IOException {
        send(last, 0xe0, new byte[] {(byte) 0x98, 6, 0x1f, 0, 3, 'w', 'h', 'y'});
        last.close();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                last = socket;
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (manner == Manner.CLOSES_AT_ONCE) {
                return;
            }
            var in = new DataInputStream(socket.getInputStream());
            for (int first = in.read(); first >= 0; first = in.read()) {
                var body = new byte[length(in)];
                in.readFully(body);
                kinds.add(first >> 4);
                packets.add(body);
                answer(socket, first, body);
            }
        } catch (IOException _) {
            // the client is gone
        }
    }

    private void answer(Socket socket, int first, byte[] body) throws IOException {
        switch (first >> 4) {
            case CONNECT -> {
                if (manner == Manner.REFUSES) {
                    send(socket, 0x20, new byte[] {0, (byte) 0x87, 0});
                } else if (manner != Manner.SILENT) {
                    // receive maximum 2
                    send(socket, 0x20, new byte[] {0, 0, 3, 0x21, 0, 2});
                }
            }
            case SUBSCRIBE -> send(socket, 0x90, new byte[] {body[0], body[1], 0, 1});
            case PUBLISH -> {
                if (manner == Manner.CLOSES_ON_PUBLISH) {
                    socket.close();
                    return;
                }
                int topic = (body[0] & 255) << 8 | (body[1] & 255);
                byte reason = manner == Manner.FORBIDS_PUBLISH ? (byte) 0x87 : 0;
                send(socket, 0x40, new byte[] {body[topic + 2], body[topic + 3], reason, 0});
            }
            case DISCONNECT -> socket.close();
            default -> {}
        }
    }

    private static synchronized void send(Socket socket, int first, byte[] body) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(first);
        out.write(body.length);
        out.write(body);
        socket.getOutputStream().write(out.toByteArray());
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int b = in.readUnsignedByte();
            length |= (b & 127) << shift;
            if (b < 128) {
                return length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (last != null) {
            last.close();
        }
    }
}
