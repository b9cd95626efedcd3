package io.ripcord.lab;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.linux.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A headless Chromium with one page, driven by the Chrome DevTools Protocol; ends with its test. Not thread-safe. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final Map<Long, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private long last;

    /** @param profile a folder that is not there yet */
    Chromium(Path profile) throws Exception {
        this.profile = profile;
        process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--ignore-certificate-errors",
                        "--window-size=1100,1000",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page(), new Ear())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void open(String url) throws Exception {
        ask("Page.navigate", JsonObject.EMPTY.with("url", url));
        awaitText("document.readyState", "complete");
    }

    /** What the expression gives, as text. */
    String evaluate(String script) throws Exception {
        var answer = ask(
                "Runtime.evaluate",
                JsonObject.EMPTY.with("expression", "String(" + script + ")").with("returnByValue", true));
        return answer.object("result").flatMap(result -> result.string("value")).orElse("");
    }

    /** Waits until the expression's text contains this. */
    void awaitText(String script, String text) {
        Await.until(PATIENCE, script + " contains " + text, () -> {
            try {
                return evaluate(script).contains(text);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    void picture(Path file) throws Exception {
        var data = ask("Page.captureScreenshot", JsonObject.EMPTY.with("format", "png"))
                .string("data")
                .orElseThrow();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        Folders.delete(profile);
    }

    private JsonObject ask(String method, JsonObject parameters) throws Exception {
        long id = ++last;
        var answer = new CompletableFuture<JsonObject>();
        asked.put(id, answer);
        var question = JsonObject.EMPTY.with("id", id).with("method", method).with("params", parameters);
        socket.sendText(question.text(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The page's address in the protocol; the browser writes its port into its profile. */
    private URI page() throws Exception {
        var port = profile.resolve("DevToolsActivePort");
        Await.until(PATIENCE, "Chromium listens", () -> Files.exists(port) && lines(port) > 1);
        var list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list")
                .toURL();
        try (var in = list.openStream()) {
            var pages = JsonText.parse(in.readAllBytes());
            return ((io.ripcord.api.json.JsonArray) pages)
                    .items().stream()
                            .map(JsonObject.class::cast)
                            .filter(page -> page.string("type").orElse("").equals("page"))
                            .map(page -> URI.create(
                                    page.string("webSocketDebuggerUrl").orElseThrow()))
                            .findFirst()
                            .orElseThrow();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException _) {
            return 0;
        }
    }

    /** Gathers the parts of each answer. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean ended) {
            text.append(part);
            if (ended) {
                heard(JsonText.parseObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void heard(JsonObject message) {
            if (message.get("id").orElse(Json.of(0)) instanceof JsonNumber(var id)) {
                var waiting = asked.remove(id.longValue());
                if (waiting != null) {
                    waiting.complete(message.object("result").orElse(JsonObject.EMPTY));
                }
            }
        }
    }
}
