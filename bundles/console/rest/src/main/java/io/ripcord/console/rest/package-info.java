/** The console's REST resources: devices, their states and changes, claims and enrolment. */
@NullMarked
package io.ripcord.console.rest;

import org.jspecify.annotations.NullMarked;
