package io.ripcord.container.chutes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether something accepts TCP connections at an address. */
interface PortProbe {
    boolean answers(String address, int port);

    /** By a connection from the device, given up after 500 ms. */
    static boolean connect(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
