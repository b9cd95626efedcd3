package io.ripcord.launcher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Java prepare what it needs for TLS on the core that is idle while the framework comes up: the first words of a
 * handshake that nobody hears. Without it the fleet's broker and the web server would do the same later, in each other's way.
 */
final class TlsWarmUp implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWarmUp.class);

    private TlsWarmUp() {}

    static void begin() {
        Thread.ofPlatform().daemon().name("tls-warm-up").start(new TlsWarmUp());
    }

    @Override
    public void run() {
        try {
            KeyStore.getInstance("PKCS12");
            greet();
        } catch (GeneralSecurityException | SSLException e) {
            LOG.debug("TLS is not prepared ahead of its use", e);
        }
    }

    private static void greet() throws GeneralSecurityException, SSLException {
        var context = SSLContext.getInstance("TLS");
        // none: to look for those of Java would read a hundred certificates that nobody here trusts
        context.init(new KeyManager[0], new TrustManager[0], null);
        var engine = context.createSSLEngine("localhost", 1);
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
