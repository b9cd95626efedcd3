package io.ripcord.lab.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/** A program: knocks at all ports of each address that it is given, by TCP and by UDP, and waits for no answer. */
public final class AllPorts {
    private static final int LAST = 65_535;
    /** Not faster than a virtual cable's queue takes it. */
    private static final int BURST = 64;

    private AllPorts() {}

    public static void main(String[] addresses) throws IOException {
        for (var address : addresses) {
            try (var datagrams = DatagramChannel.open()) {
                for (int port = 1; port <= LAST; port++) {
                    var target = new InetSocketAddress(address, port);
                    datagrams.send(ByteBuffer.wrap(new byte[] {'?'}), target);
                    syn(target);
                    if (port % BURST == 0) {
                        LockSupport.parkNanos(1_000_000);
                    }
                }
            }
        }
    }

    /** The system sends it before it says that the connection is not there yet. */
    private static void syn(InetSocketAddress target) throws IOException {
        try (var channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            channel.connect(target);
        }
    }
}
