package io.ripcord.wifi.nftables;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's firewall, and what is kept of it in files: how the kernel writes what was loaded (so that a change by
 * hand is seen, after a restart too), and the committed rules as a script that a boot loads before anything else.
 */
final class Kernel {
    private static final Logger LOG = LoggerFactory.getLogger(Kernel.class);

    private final Host host;
    private final Nft nft;
    private final Conntrack conntrack;
    private final Path seen;
    private final Path compiled;
    private volatile Optional<Listing> looked = Optional.empty();

    /** @param state the folder of all truths on disk */
    Kernel(Host host, Path state) {
        this.host = host;
        this.nft = new Nft(host);
        this.conntrack = new Conntrack(host);
        this.seen = state.resolve("run/net/firewall.seen");
        this.compiled = state.resolve("net/firewall.nft");
    }

    Nft nft() {
        return nft;
    }

    Conntrack conntrack() {
        return conntrack;
    }

    /**
     * The mark of the rules that stand there.
     *
     * @return empty when there are none of ours, or somebody changed them by hand
     */
    Optional<String> intact() throws IOException, InterruptedException {
        var listing = look();
        return listing.flatMap(Listing::mark).filter(mark -> isAsSeen(mark, listing.get()));
    }

    /** What stands there now. */
    Optional<Listing> look() throws IOException, InterruptedException {
        looked = nft.listing();
        return looked;
    }

    /** Puts it in the place of what stands there. */
    void load(Ruleset ruleset, Optional<Listing> old) throws IOException, InterruptedException {
        nft.apply(script(ruleset, old));
    }

    /** Against what was seen last; only what the kernel does not take then is looked at again. */
    void check(Ruleset ruleset) throws IOException, InterruptedException {
        try {
            nft.check(script(ruleset, looked));
        } catch (IOException _) {
            nft.check(script(ruleset, look()));
        }
    }

    /** Tables that are not ours, or too old for their sets to be kept, are replaced as a whole. */
    private static String script(Ruleset ruleset, Optional<Listing> old) {
        return old.filter(listing -> listing.mark().isPresent())
                .map(ruleset::over)
                .orElseGet(ruleset::fresh);
    }

    /** What the kernel learned comes back too, if it takes it. */
    void restore(Optional<Listing> old) throws IOException, InterruptedException {
        var clearing = "table " + Ruleset.TABLE + "\ndelete table " + Ruleset.TABLE + "\ntable " + Ruleset.BRIDGE_TABLE
                + "\ndelete table " + Ruleset.BRIDGE_TABLE + "\n";
        try {
            nft.apply(clearing + old.map(Listing::state).orElse(""));
        } catch (IOException e) {
            LOG.warn("the firewall comes back without its counters: {}", e.getMessage());
            nft.apply(clearing + old.map(Listing::text).orElse(""));
        }
        var mark = old.flatMap(Listing::mark);
        if (mark.isPresent()) {
            see(mark.get());
        }
    }

    /** Keeps the rules for the next boot. */
    void compile(Ruleset ruleset) {
        try {
            host.write(compiled, ruleset.fresh().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("the firewall of the next boot is the one before, for it could not be written", e);
        }
    }

    /** Remembers how the kernel writes what was loaded. */
    void see(String mark) throws IOException, InterruptedException {
        var listing = look();
        if (listing.isPresent()) {
            host.generate(seen, note(mark, listing.get()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private boolean isAsSeen(String mark, Listing listing) {
        try {
            return Files.readString(seen).equals(note(mark, listing));
        } catch (IOException _) {
            return false;
        }
    }

    private static String note(String mark, Listing listing) {
        return mark + " " + listing.digest().hex() + "\n";
    }
}
