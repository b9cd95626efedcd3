package io.ripcord.lab;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Values as an attacker writes them into a document: most of them good, the others with something that other grammars obey. */
final class Malice {
    private static final List<String> HOSTILE = List.of(
            "\n",
            "\r",
            "\u0000",
            "\"",
            "'",
            "#",
            ",",
            ";",
            "{",
            "}",
            " ",
            "\t",
            "\\",
            "/",
            "=",
            "*",
            "@",
            "$(id)",
            "\u202e",
            "\u0130",
            "\u0661",
            "\nserver=6.6.6.6\n",
            "\naccept\n",
            " accept comment ",
            "x".repeat(256));
    /** What has none of these begins no second word in the grammars of nft and dnsmasq. */
    private static final Pattern HARMLESS = Pattern.compile("[0-9A-Za-z:./-]+");

    private final Random random;
    private long made;

    Malice(long seed) {
        this.random = new Random(seed);
    }

    long made() {
        return made;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * The next good value that is taken; each that is not must be refused, and what is taken must be harmless.
     *
     * @param taken whether a document with this value is valid
     */
    String next(Supplier<String> good, Predicate<String> taken) {
        while (true) {
            var value = good.get();
            if (random.nextInt(5) < 2) {
                int at = random.nextInt(value.length() + 1);
                value = value.substring(0, at) + HOSTILE.get(random.nextInt(HOSTILE.size())) + value.substring(at);
            }
            made++;
            if (taken.test(value)) {
                if (!HARMLESS.matcher(value).matches()) {
                    throw new AssertionError("this was taken: '" + value + "'");
                }
                return value;
            }
        }
    }

    String mac() {
        var mac = "%02x:%02x:%02x:%02x:%02x:%02x"
                .formatted(2 * below(128), below(256), below(256), below(256), below(256), below(256));
        return random.nextBoolean() ? mac : mac.toUpperCase(java.util.Locale.ROOT);
    }

    String label() {
        var label = new StringBuilder();
        for (int length = 1 + below(20); length > 0; length--) {
            label.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt(below(36)));
        }
        return label.toString();
    }

    String ipv4() {
        return (1 + below(223)) + "." + below(256) + "." + below(256) + "." + below(256);
    }

    String ipv6() {
        return "2001:db8:%x:%x::%x".formatted(1 + below(0xffff), 1 + below(0xffff), 1 + below(0xffff));
    }

    String ports() {
        int first = 1 + below(65_000);
        return random.nextBoolean() ? Integer.toString(first) : first + "-" + (first + 1 + below(500));
    }
}
