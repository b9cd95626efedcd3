package io.ripcord.console.api;

import java.time.Instant;

/**
 * The right to enrol one device, handed out as a claim code.
 *
 * @param code what is typed at the device, {@code RC1.…}
 */
public record Claim(String code, Instant expires) {}
