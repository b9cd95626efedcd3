package io.ripcord.wifi.hostapd;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.wifi.hostapd.document.SsidName;

/** Gives the values behind references, or stand-ins where only a difference counts. */
interface KeySource {

    /** As hostapd takes a passphrase for WPA3. */
    String sae(SecretReference passphrase) throws Refusal;

    /** The key that WPA2 makes of it: 64 hexadecimal digits. */
    String psk(SecretReference passphrase, SsidName name) throws Refusal;

    /** What the device and a RADIUS server share. */
    String shared(SecretReference secret) throws Refusal;

    /** Stand-ins that differ where the values do. */
    KeySource DIGESTS = new KeySource() {
        @Override
        public String sae(SecretReference passphrase) {
            return passphrase.digest().hex();
        }

        @Override
        public String psk(SecretReference passphrase, SsidName name) {
            return passphrase.digest().hex();
        }

        @Override
        public String shared(SecretReference secret) {
            return secret.digest().hex();
        }
    };
}
