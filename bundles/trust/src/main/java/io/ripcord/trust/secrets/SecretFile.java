package io.ripcord.trust.secrets;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kept secrets on disk, 0600, oldest first. Not thread-safe. */
final class SecretFile {
    private static final int MOST = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final Host host;
    private final Path file;

    SecretFile(Host host, Path file) {
        this.host = host;
        this.file = file;
    }

    List<KeptSecret> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var fields = Fields.of(JsonText.parseObject(Files.readAllBytes(file)), "");
            var kept = fields.list("secrets", MOST, KeptSecret::from);
            fields.end();
            return kept;
        } catch (BadDocument e) {
            LOG.error("The secrets in {} are damaged; set those of this device again, the fleet's come again", file, e);
            return List.of();
        }
    }

    void write(List<KeptSecret> kept) throws IOException {
        var json = new JsonArray(kept.stream().<Json>map(KeptSecret::json).toList());
        var content = JsonObject.EMPTY.with("secrets", json).text().getBytes(StandardCharsets.UTF_8);
        if (content.length > JsonText.MAX_BYTES) {
            throw new IOException("The secrets would take " + content.length + " bytes; remove some that are not used");
        }
        host.writeSecret(file, content);
    }
}
