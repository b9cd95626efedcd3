package io.ripcord.mqtt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class PromptSocketsTest {
    @Test
    void a_socket_sends_at_once_from_its_first_byte_on() throws Exception {
        var plain = SSLContext.getDefault().getSocketFactory();
        try (var socket = plain.createSocket();
                var prompt = new PromptSockets(plain).createSocket()) {
            assertFalse(socket.getTcpNoDelay());
            assertTrue(prompt.getTcpNoDelay());
        }
    }
}
