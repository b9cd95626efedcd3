package io.ripcord.container.chutes;

import io.ripcord.api.domain.Name;
import java.io.IOException;
import java.util.Set;

/** Makes the chute's folder; comes before all else, because a chute without one has nothing in the engine either. */
final class MakeFolder extends EngineStep {
    private final Folders folders;
    private final String chute;
    private boolean made;

    MakeFolder(Folders folders, String chute) {
        this.folders = folders;
        this.chute = chute;
    }

    static Name name(String chute) {
        return new Name("folder", chute);
    }

    @Override
    public String what() {
        return "make the data folder of " + chute;
    }

    @Override
    public Set<Name> provides() {
        return Set.of(name(chute));
    }

    @Override
    void act() throws IOException {
        made = !folders.exists(chute);
        folders.make(chute);
    }

    @Override
    void revert() throws IOException {
        if (made) {
            folders.remove(chute);
        }
    }
}
