package io.ripcord.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** HTTPS as it is typed, also where no client would write it so; each request on a connection of its own. */
record RawHttp(int port, SSLContext tls) {
    private static final int PATIENCE_MILLIS = 60_000;

    RawHttp(int port) throws Exception {
        this(port, trustingAll());
    }

    /** What came back until the server closed. */
    record Answer(String all) {
        int status() {
            return all.startsWith("HTTP/1.1 ") ? Integer.parseInt(all.substring(9, 12)) : 0;
        }

        String head() {
            int end = all.indexOf("\r\n\r\n");
            return end < 0 ? all : all.substring(0, end);
        }

        String body() {
            return all.substring(head().length() + 4);
        }

        String header(String name) {
            return head().lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }
    }

    String get(String path, String... headers) {
        return request("GET", path, "127.0.0.1:" + port, headers);
    }

    String request(String method, String path, String host, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    String post(String path, String type, String body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type: " + type;
        all[headers.length + 1] = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
        return request("POST", path, "127.0.0.1:" + port, all) + body;
    }

    Answer ask(String request) throws IOException {
        return new Answer(exchange(request));
    }

    String exchange(String bytes) throws IOException {
        try (var socket = open(bytes)) {
            var all = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(all);
            } catch (javax.net.ssl.SSLException | java.net.SocketException _) {
                // the server cut off what it did not want to read
            }
            return all.toString(StandardCharsets.UTF_8);
        }
    }

    /** A connection on which this was said and no more. */
    SSLSocket open(String bytes) throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Whether the server has answered on the connection or closed it. */
    static boolean ended(SSLSocket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            socket.getInputStream().read();
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        }
    }

    private static SSLContext trustingAll() throws Exception {
        var context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                new SecureRandom());
        return context;
    }
}
