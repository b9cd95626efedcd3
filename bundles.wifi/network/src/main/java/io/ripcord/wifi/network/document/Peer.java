package io.ripcord.wifi.network.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.wifi.api.Address;
import io.ripcord.wifi.api.Ipv6;
import io.ripcord.wifi.api.Prefix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The other end of a tunnel.
 *
 * @param publicKey 32 bytes in base64
 * @param presharedKey a key that both ends know besides
 * @param endpoint where it is reached; empty where it calls
 * @param allowed the addresses behind it
 * @param keepalive after how many silent seconds it hears something, 1 to 65535; empty for never
 */
public record Peer(
        String publicKey,
        Optional<SecretReference> presharedKey,
        Optional<Endpoint> endpoint,
        List<Prefix> allowed,
        OptionalInt keepalive) {
    /** Of 32 bytes, of which the last base64 digit holds four bits only. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private static final int MOST_ALLOWED = 16;

    public Peer {
        allowed = List.copyOf(allowed);
    }

    /** An address and a port, written as {@code 198.51.100.7:51820} or {@code [2001:db8::7]:51820}. */
    public record Endpoint(Address address, int port) {
        private static final Pattern PLACE = Pattern.compile("(?:\\[(.+)]|([^:]+)):([1-9][0-9]{0,4})");
        private static final int MOST_PORT = 65_535;

        static Endpoint parse(String text) {
            var match = PLACE.matcher(text);
            if (!match.matches() || Integer.parseInt(match.group(3)) > MOST_PORT) {
                throw new BadDocument(
                        "",
                        "it is no address with a port",
                        "write 198.51.100.7:51820 or [2001:db8::7]:51820; names are not looked up");
            }
            boolean six = match.group(1) != null;
            var address = Address.parse(match.group(six ? 1 : 2));
            return new Endpoint(address, Integer.parseInt(match.group(3)));
        }

        @Override
        public String toString() {
            return address instanceof Ipv6 ? "[" + address + "]:" + port : address + ":" + port;
        }
    }

    /** Whether the text is a key as WireGuard writes it. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    static Peer from(Fields fields) {
        var peer = new Peer(
                fields.value("publicKey", 64, Peer::key),
                fields.raw("presharedKey").map(value -> SecretReference.from(value, fields.path("presharedKey"))),
                fields.optionalValue("endpoint", 64, Endpoint::parse),
                fields.values("allowed", MOST_ALLOWED, 64, Peer::somewhere),
                fields.optionalWhole("keepalive", 1, 65_535).stream()
                        .mapToInt(Long::intValue)
                        .findFirst());
        fields.end();
        return peer;
    }

    private static String key(String text) {
        if (!isKey(text)) {
            throw new BadDocument("", "it is no key", "write what `wg pubkey` writes: 44 characters of base64");
        }
        return text;
    }

    private static Prefix somewhere(String text) {
        var prefix = Prefix.parse(text);
        if (prefix.length() == 0) {
            throw new BadDocument("", "the way to everywhere cannot lead through a tunnel", "write smaller ranges");
        }
        return prefix;
    }
}
