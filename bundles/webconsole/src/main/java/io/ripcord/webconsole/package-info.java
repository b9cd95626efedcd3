/** Felix Web Console for the users of this device: who comes in, what they may do, and our pages in it. */
@NullMarked
package io.ripcord.webconsole;

import org.jspecify.annotations.NullMarked;
