package io.ripcord.cli.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** HTTPS to a server whose certificate is known beforehand. */
public final class HttpWire implements Wire {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Longer than a server waits (30 s) before it begins to answer. */
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private static final Duration UPLOAD = Duration.ofHours(1);

    private final Access access;
    private final Optional<String> token;
    private final HttpClient client;

    public HttpWire(Access access, Optional<String> token) {
        this.access = access;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .sslContext(PinnedTls.trusting(access.certificate()))
                .build();
    }

    @Override
    public Reply send(String method, String path, Content content) throws IOException, InterruptedException {
        var request = request(path).method(method, publisher(content));
        request.timeout(content instanceof Content.File ? UPLOAD : ANSWER);
        if (content instanceof Content.Document) {
            request.header("Content-Type", "application/json");
        }
        return send(request);
    }

    @Override
    public Reply open(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(access.server().resolve(path));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        return new Reply(response.statusCode(), response.body());
    }

    private static BodyPublisher publisher(Content content) throws IOException {
        return switch (content) {
            case Content.None _ -> BodyPublishers.noBody();
            case Content.Document(byte[] utf8) -> BodyPublishers.ofByteArray(utf8);
            case Content.File(Path path) -> BodyPublishers.ofFile(path);
        };
    }

    @Override
    public Wire renewed() {
        return new HttpWire(access, token);
    }

    @Override
    public String server() {
        return access.server().toString();
    }
}
