/** The certificate of the local web, and the port that shows it. */
@NullMarked
package io.ripcord.trust.web;

import org.jspecify.annotations.NullMarked;
