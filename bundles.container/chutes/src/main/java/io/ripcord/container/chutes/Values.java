package io.ripcord.container.chutes;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.Secrets;
import io.ripcord.container.api.Chute;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a chute's secrets, for the moment in which its container is made. */
record Values(Map<SecretReference, SecretValue> all) implements AutoCloseable {

    /** @throws Refusal if one of them is not on this device */
    static Values of(Secrets secrets, Chute chute) throws Refusal {
        var values = new Values(new LinkedHashMap<>());
        for (var reference : chute.secrets()) {
            var value = secrets.find(reference);
            if (value.isEmpty()) {
                values.close();
                throw new Refusal(
                        "the secret " + reference.name() + " ("
                                + reference.digest().brief() + ") of chute " + chute.name() + " is not on this device",
                        "set it where the chute is wanted from (./ripcord secret set " + reference.name()
                                + "), which also renews the reference");
            }
            values.all.put(reference, value.get());
        }
        return values;
    }

    @Override
    public void close() {
        all.values().forEach(SecretValue::close);
    }
}
