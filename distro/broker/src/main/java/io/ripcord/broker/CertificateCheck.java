package io.ripcord.broker;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.util.function.Predicate;

/**
 * Lets in whom the fleet's authority certified, under its own name only, and gives it its own topics and no others:
 * a device publishes below {@code up} and subscribes below {@code dn}; the console does the reverse for all.
 */
final class CertificateCheck implements SimpleAuthenticator {
    private final Predicate<String> removed;

    /** @param removed true for a device that is in the fleet no more */
    CertificateCheck(Predicate<String> removed) {
        this.removed = removed;
    }

    @Override
    public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
        var peer = input.getConnectionInformation()
                .getClientTlsInformation()
                .flatMap(ClientTlsInformation::getClientCertificate)
                .flatMap(certificate -> Peer.of(certificate.getSubjectX500Principal()));
        if (peer.isEmpty() || !ownName(peer.get(), input.getClientInformation().getClientId())) {
            output.failAuthentication(ConnackReasonCode.NOT_AUTHORIZED, "the client id is not the certificate's name");
            return;
        }
        if (removed.test(input.getClientInformation().getClientId())) {
            output.failAuthentication(
                    ConnackReasonCode.BANNED, "this device was removed from its fleet; enrol it again");
            return;
        }
        var permissions = output.getDefaultPermissions();
        permissions.clear();
        permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
        switch (peer.get()) {
            case Peer.Device device -> {
                permissions.add(permission(device.topics().allUp(), MqttActivity.PUBLISH));
                permissions.add(permission(device.topics().allDown(), MqttActivity.SUBSCRIBE));
            }
            case Peer.Console _ -> {
                permissions.add(permission("rc1/+/+/+/up/#", MqttActivity.SUBSCRIBE));
                permissions.add(permission("rc1/+/+/+/dn/#", MqttActivity.PUBLISH));
            }
        }
        output.authenticateSuccessfully();
    }

    private static boolean ownName(Peer peer, String clientId) {
        return switch (peer) {
            case Peer.Device device -> device.topics().device().equals(clientId);
            case Peer.Console console -> clientId.equals(console.name()) || clientId.startsWith(console.name() + "-");
        };
    }

    private static TopicPermission permission(String filter, MqttActivity activity) {
        return Builders.topicPermission()
                .topicFilter(filter)
                .activity(activity)
                .retain(TopicPermission.Retain.NOT_RETAINED)
                .sharedSubscription(TopicPermission.SharedSubscription.NOT_SHARED)
                .build();
    }
}
