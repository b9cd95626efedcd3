/** Who may use a device: log in, claim, enrol. */
@NullMarked
package io.ripcord.cli.user;

import org.jspecify.annotations.NullMarked;
