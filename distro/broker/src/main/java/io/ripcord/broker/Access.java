package io.ripcord.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Hooks the certificate check into the broker. */
final class Access implements ExtensionMain {
    private final Path removed;

    /** @param removed names the devices that are kept out */
    Access(Path removed) {
        this.removed = removed;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        var kept = new Removed(removed, Services.clientService());
        SimpleAuthenticator authenticator = new CertificateCheck(kept::has);
        Services.securityRegistry().setAuthenticatorProvider(_ -> authenticator);
        var _ = Services.extensionExecutorService()
                .scheduleWithFixedDelay(kept::look, Removed.PAUSE_MILLIS, Removed.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        // nothing is held
    }
}
