/** The local users: passwords, tokens, the first administrator. */
@NullMarked
package io.ripcord.trust.users;

import org.jspecify.annotations.NullMarked;
