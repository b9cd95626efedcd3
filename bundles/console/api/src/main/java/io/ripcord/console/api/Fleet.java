package io.ripcord.console.api;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator does with the fleet; safe for use by many threads. */
@ProviderType
public interface Fleet {

    /**
     * Edits the device's fleet layer: a new signed generation that goes out at once if the device is online.
     *
     * @param basedOn the generation that the author saw
     * @param patch merge patch (RFC 7396) of the document's domains
     */
    Receipt edit(String device, long basedOn, JsonObject patch, String author) throws ConsoleException;

    /** Makes the fleet layer what it was in that generation, as a new one. */
    Receipt rollback(String device, long generation, String author) throws ConsoleException;

    /**
     * Seals a secret to the device's key and keeps it so. If the fleet layer refers to it, the new value is a new generation;
     * else it goes out with the next one.
     *
     * @param value closed by the caller; kept nowhere in plain
     */
    SecretOutcome setSecret(String device, String name, SecretValue value, String author) throws ConsoleException;

    /**
     * Forgets a secret that the fleet layer does not refer to, here at once and on the device with a new generation.
     *
     * @return empty if the device never had a generation
     */
    Optional<Receipt> removeSecret(String device, String name, String author) throws ConsoleException;

    /** @param receipt of the generation that a new value made */
    record SecretOutcome(SecretReference reference, Optional<Receipt> receipt) {}

    /** Makes a claim code that is good for one device and for so long. */
    Claim claim(String tenant, Duration validity);

    /**
     * Enrols the device that shows a claim's secret.
     *
     * @param request the body of {@code POST /api/v1/enrolment}
     * @return the answer's body
     */
    JsonObject enrol(JsonObject request) throws ConsoleException;

    /**
     * Takes a device out of the fleet: its certificate is worth nothing from now on, its connection ends within seconds.
     * What was wanted of it is kept for the day it is enrolled in the same tenant again.
     */
    void remove(String device) throws ConsoleException;

    /**
     * Runs a command on the device and copies its output until it ends, the reader goes, or the limit is reached.
     *
     * @throws ConsoleException if the device is unknown, offline, or refuses
     */
    void command(String device, String name, JsonObject arguments, Duration limit, OutputStream out)
            throws ConsoleException, IOException, InterruptedException;
}
