package io.ripcord.cli.chute;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.cli.remote.RemoteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A chute as its developer has it: {@code chute.json} is the entry of the document without its image, {@code image/} what
 * is put into the image beside busybox.
 *
 * @param entry without {@code name}
 */
record ChuteFolder(String name, JsonObject entry, Path image) {

    /** @param wantedName instead of the one in {@code chute.json} */
    static ChuteFolder read(Path folder, Optional<String> wantedName) {
        var file = folder.resolve("chute.json");
        try {
            var json = JsonText.parseObject(Files.readAllBytes(file));
            var name = wantedName
                    .or(() -> json.string("name"))
                    .orElseGet(() ->
                            folder.toAbsolutePath().normalize().getFileName().toString());
            if (json.get("image").isPresent()) {
                throw new RemoteFailure(file + " names an image; remove it, the image is made from image/.");
            }
            return new ChuteFolder(name, json.without("name"), folder.resolve("image"));
        } catch (IOException e) {
            throw new RemoteFailure(folder + " holds no chute: " + file + " cannot be read.", e);
        } catch (BadDocument e) {
            throw new RemoteFailure(file + " is not valid: " + e.getMessage() + ".", e);
        }
    }
}
