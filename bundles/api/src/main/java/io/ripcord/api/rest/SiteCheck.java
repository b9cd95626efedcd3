package io.ripcord.api.rest;

import io.ripcord.api.host.LocalNames;
import java.util.Collection;
import java.util.Optional;

/** Against rebound names and foreign pages: asked of each request before anything else. */
public final class SiteCheck {
    private final Collection<Site> sites;

    /** @param sites those present now; may change at any time */
    public SiteCheck(Collection<Site> sites) {
        this.sites = sites;
    }

    /**
     * Lets pass what is addressed to one of our names, and comes from a page of that name or from no page.
     *
     * @param host the Host header, empty when absent
     * @param origin the Origin header
     * @throws Failure 421 or 403
     */
    public void check(String host, Optional<String> origin) {
        if (sites.stream().noneMatch(site -> site.names().knows(host))) {
            throw new Failure(
                    421,
                    "unknown-host",
                    "Nobody here is called " + printable(host) + "; ask by one of the certificate's names.");
        }
        origin.filter(page -> !LocalNames.sameOrigin(page, host)).ifPresent(page -> {
            throw new Failure(
                    403,
                    "foreign-origin",
                    "The page " + printable(page) + " may not use this device; open the device's own address.");
        });
    }

    private static String printable(String text) {
        return '"' + text.replaceAll("[^\\x20-\\x7e]", "?") + '"';
    }
}
