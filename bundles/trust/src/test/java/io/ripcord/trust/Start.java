package io.ripcord.trust;

import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.trust.authority.DiskFleetAuthority;
import io.ripcord.trust.identity.TestDevice;
import io.ripcord.trust.users.LocalUsers;
import io.ripcord.trust.web.TestWeb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What starts of a device and of a console do, on one folder. */
public final class Start implements Consumer<Path> {

    @Override
    public void accept(Path folder) {
        var host = new FakeHost();
        var facts = new FakeFacts(folder);
        try {
            TestDevice.open(folder.resolve("identity"));
            TestWeb.open(folder.resolve("identity"));
            var users = new LocalUsers(facts, host);
            users.byToken("no token of ours");
            var authority = new DiskFleetAuthority(facts, host);
            authority.server("broker", List.of("localhost"));
            authority.trust();
            authority.consoleTls();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
