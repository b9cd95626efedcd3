/** Keys and certificates; what needs Bouncy Castle is asked for at first start and enrolment only. */
@NullMarked
package io.ripcord.trust.x509;

import org.jspecify.annotations.NullMarked;
