package io.ripcord.cli.remote;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import io.ripcord.cli.remote.Wire.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A device's REST, its own or the console's for it.
 *
 * @param base what stands before the device's resources
 */
public record Remote(Wire wire, String base) {
    /** Before what belongs to no device, and the base on a device itself. */
    public static final String ROOT = "/api/v1";

    private static final int MAX_ANSWER = 16 * 1024 * 1024;

    /** True at a device, false at a console. */
    public boolean local() {
        return base.equals(ROOT);
    }

    /** @param path below the base */
    public JsonObject get(String path) {
        return document("GET", base + "/" + path, new Content.None());
    }

    /** Empty when the server has nothing to say yet. */
    public Optional<JsonObject> ask(String path) {
        return answer("GET", base + "/" + path, new Content.None());
    }

    public JsonObject post(String path, JsonObject body) {
        return document("POST", base + "/" + path, json(body));
    }

    /** @param path below the base */
    public void delete(String path) {
        answer("DELETE", base + "/" + path, new Content.None());
    }

    /** @param path below {@link #ROOT} */
    public JsonObject rootGet(String path) {
        return document("GET", ROOT + "/" + path, new Content.None());
    }

    public JsonObject rootPost(String path, JsonObject body) {
        return document("POST", ROOT + "/" + path, json(body));
    }

    public void rootDelete(String path) {
        answer("DELETE", ROOT + "/" + path, new Content.None());
    }

    /** Lets a change stay, over a connection of its own. */
    public void confirm(String change) {
        new Remote(wire.renewed(), base).answer("POST", base + "/changes/" + change + "/confirm", new Content.None());
    }

    /** Brings a file into the artifact store unless it is there. */
    public void upload(Path file, Digest digest) {
        var path = ROOT + "/artifacts/" + digest.hex();
        if (!has(path)) {
            answer("PUT", path, new Content.File(file));
        }
    }

    private boolean has(String path) {
        return exchange(() -> wire.send("HEAD", path, new Content.None()), reply -> reply.status() == 200);
    }

    /** Copies a text as it comes until it ends. */
    public void copy(String path, Writer out) {
        exchange(() -> wire.open(base + "/" + path), reply -> {
            refuseFailure(reply);
            var in = new InputStreamReader(reply.body(), StandardCharsets.UTF_8);
            var buffer = new char[8 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
            return true;
        });
    }

    private JsonObject document(String method, String path, Content content) {
        return answer(method, path, content)
                .orElseThrow(() -> new RemoteFailure(wire.server() + " answered " + path + " with nothing."));
    }

    private Optional<JsonObject> answer(String method, String path, Content content) {
        return exchange(() -> wire.send(method, path, content), reply -> {
            refuseFailure(reply);
            var bytes = reply.body().readNBytes(MAX_ANSWER);
            return bytes.length == 0 ? Optional.empty() : Optional.of(parse(bytes));
        });
    }

    private <T> T exchange(Sending sending, Use<T> use) {
        try {
            var reply = sending.send();
            try (InputStream _ = reply.body()) {
                return use.of(reply);
            }
        } catch (IOException e) {
            var why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
            throw new RemoteFailure(
                    wire.server() + " cannot be asked (" + why + "); ./ripcord status says what is up here.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RemoteFailure("The wait for " + wire.server() + " was ended.", e);
        }
    }

    private void refuseFailure(Wire.Reply reply) throws IOException {
        if (reply.status() >= 300) {
            throw new RemoteFailure(reply.status(), sentence(reply));
        }
    }

    private String sentence(Wire.Reply reply) throws IOException {
        var bytes = reply.body().readNBytes(MAX_ANSWER);
        try {
            return JsonText.parseObject(bytes)
                            .object("error")
                            .flatMap(error -> error.string("message"))
                            .orElse("")
                    + (reply.status() == 401 ? " Here: ./ripcord login" + (local() ? " --local." : ".") : "");
        } catch (BadDocument _) {
            return wire.server() + " answered with status " + reply.status() + ".";
        }
    }

    private JsonObject parse(byte[] bytes) {
        try {
            return JsonText.parseObject(bytes);
        } catch (BadDocument e) {
            throw new RemoteFailure(wire.server() + " did not answer in JSON: " + e.getMessage(), e);
        }
    }

    private static Content json(JsonObject body) {
        return new Content.Document(body.text().getBytes(StandardCharsets.UTF_8));
    }

    /** How the request goes out. */
    private interface Sending {
        Wire.Reply send() throws IOException, InterruptedException;
    }

    /** What is done with an answer. */
    private interface Use<T> {
        T of(Wire.Reply reply) throws IOException;
    }
}
