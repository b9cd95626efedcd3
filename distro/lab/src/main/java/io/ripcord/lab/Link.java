package io.ripcord.lab;

import java.util.List;

/** A virtual cable between two namespaces; made inside them, so that the root namespace never sees it. */
public final class Link {
    private Link() {}

    /** One end: an interface of a namespace, and its addresses such as {@code 10.77.0.2/24}. */
    public record End(Namespace namespace, String device, List<String> addresses) {
        public static End of(Namespace namespace, String device, String... addresses) {
            return new End(namespace, device, List.of(addresses));
        }

        private void raise() {
            for (String address : addresses) {
                namespace.run("ip", "address", "add", address, "dev", device).orThrow();
            }
            namespace.run("ip", "link", "set", device, "up").orThrow();
        }
    }

    public static void join(End left, End right) {
        String peer = Long.toString(right.namespace().pid());
        left.namespace()
                .run("ip", "link", "add", left.device(), "type", "veth", "peer", "name", right.device(), "netns", peer)
                .orThrow();
        left.raise();
        right.raise();
    }
}
