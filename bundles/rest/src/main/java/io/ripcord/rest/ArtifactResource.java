package io.ripcord.rest;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Role;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files named by their SHA-256: is one there, and upload of one; what differs is not kept. */
@Component(service = Resource.class)
public final class ArtifactResource implements Resource {
    private final ArtifactStore store;

    @Activate
    public ArtifactResource(@Reference ArtifactStore store) {
        this.store = store;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("HEAD", "artifacts/{sha256}", Role.VIEWER, this::look),
                Route.of("PUT", "artifacts/{sha256}", Role.OPERATOR, this::upload));
    }

    private Answer look(Call call) {
        var digest = new Digest(call.name("sha256"));
        return new Answer.Bare(store.find(digest).isPresent() ? 200 : 404);
    }

    private Answer upload(Call call) {
        var digest = new Digest(call.name("sha256"));
        var body = call.request().body();
        if (body.length() < 0) {
            throw Failure.malformed("An upload says its Content-Length; send it.");
        }
        if (body.length() > Artifact.MAX_SIZE) {
            throw Body.tooLarge(Artifact.MAX_SIZE);
        }
        var content = new DigestInputStream(body.stream(), Digest.sha256());
        try {
            store.put(new Artifact(digest, body.length()), content);
            return new Answer.Bare(201);
        } catch (IOException e) {
            throw failure(digest, content, e);
        }
    }

    private static Failure failure(Digest wanted, DigestInputStream content, IOException e) {
        var found =
                new Digest(HexFormat.of().formatHex(content.getMessageDigest().digest()));
        return found.equals(wanted)
                ? Failure.notNow("The artifact " + wanted.brief() + " could not be kept: " + e.getMessage())
                : Failure.refused("The artifact " + wanted.brief() + " was not kept, what came is " + found.brief()
                        + " (" + e.getMessage() + "); upload the whole of the right file.");
    }
}
