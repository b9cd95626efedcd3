package io.ripcord.lab;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** REST (distro/docs/rest.md) of a device or console of the lab, as root there. */
public final class Rest {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI server;
    private final Path token;
    private final HttpClient client;

    /** @param state the server's state folder, where its token lies, another one after each start */
    public Rest(Forwarder forwarder, Path state, Path certificate) throws IOException, GeneralSecurityException {
        this.server = URI.create("https://127.0.0.1:" + forwarder.port());
        this.token = state.resolve("run/local.token");
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trusting(certificate))
                .build();
    }

    /** The server said no. */
    public static final class No extends IOException {
        private static final long serialVersionUID = 1;

        public final int status;

        No(int status, String body) {
            super(status + " " + body);
            this.status = status;
        }
    }

    public JsonObject get(String path) throws IOException, InterruptedException {
        return ask(path).orElseThrow(() -> new IOException(path + " was answered with nothing"));
    }

    /** Empty when there is nothing to say yet. */
    public Optional<JsonObject> ask(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
        var request = request(path).header("Content-Type", "application/json");
        return send(request.POST(BodyPublishers.ofString(body.text(), StandardCharsets.UTF_8)))
                .orElse(JsonObject.EMPTY);
    }

    public void put(String path, byte[] content) throws IOException, InterruptedException {
        send(request(path).PUT(BodyPublishers.ofByteArray(content)));
    }

    /** How a GET of this path of the server is answered to somebody without a token. */
    public int statusForStrangers(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    public void delete(String path) throws IOException, InterruptedException {
        send(request(path).DELETE());
    }

    /** A page as that user sees it. */
    public String page(String path, String user, String password) throws IOException, InterruptedException {
        var login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Basic " + login)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new No(answer.statusCode(), answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(server.resolve("/api/v1/" + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Files.readString(token).strip());
    }

    private Optional<JsonObject> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new No(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length == 0 ? Optional.empty() : Optional.of(JsonText.parseObject(answer.body()));
    }

    private static SSLContext trusting(Path certificate) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
