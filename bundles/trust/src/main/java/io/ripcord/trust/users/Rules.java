package io.ripcord.trust.users;

import java.util.Set;
import java.util.regex.Pattern;

/** What names and passwords have to be. */
final class Rules {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    private static final int SHORTEST = 10;
    private static final int LONGEST = 256;

    /** These stand in histories for others than local users. */
    private static final Set<String> TAKEN = Set.of(LocalToken.USER, "fleet", "device");

    private Rules() {}

    /** @throws IllegalArgumentException saying which rule is broken */
    static void check(String name, char[] password) {
        if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
            throw new IllegalArgumentException("This is no name for a user; choose 1 to 32 lower-case letters, digits,"
                    + " dots and dashes, a letter first, and none of " + TAKEN);
        }
        if (password.length < SHORTEST || password.length > LONGEST) {
            throw new IllegalArgumentException("The password has " + password.length + " characters; choose one of "
                    + SHORTEST + " to " + LONGEST);
        }
        if (new String(password).contains(name) && name.length() > 3) {
            throw new IllegalArgumentException("The password contains the user's name; choose another one");
        }
    }
}
