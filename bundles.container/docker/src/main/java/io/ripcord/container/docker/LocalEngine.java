package io.ripcord.container.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An engine on this machine, without registries: nothing of the environment or of home folders has a say. */
record LocalEngine(URI endpoint) implements DockerClientConfig {
    /** Engine 20.10 and newer, as in Debian 12. */
    private static final RemoteApiVersion VERSION = RemoteApiVersion.create(1, 41);

    @Override
    public URI getDockerHost() {
        return endpoint;
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return VERSION;
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    /** The interface still asks for the deprecated type. */
    @Override
    @SuppressWarnings("deprecation")
    public @Nullable SSLConfig getSSLConfig() {
        return null;
    }
}
