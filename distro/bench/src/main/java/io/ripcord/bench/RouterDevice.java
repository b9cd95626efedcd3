package io.ripcord.bench;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.lab.Governed;
import io.ripcord.lab.Namespace;
import io.ripcord.lab.Scene;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.util.Optional;

/** A board as a router: a computer on its LAN side, whose way out leads through it, and the cloud as the Internet. */
record RouterDevice(Scene scene, Governed device) {
    static final String CLIENT = "192.168.77.2";
    static final String GATEWAY = "192.168.77.1";
    static final int RULES = 60;

    /** Starts the device; nothing is wanted of it yet. */
    static RouterDevice start(Bed bed) throws Exception {
        bed.progress("starting a device as a router");
        var scene = bed.scene();
        var router = new RouterDevice(scene, scene.startDevice());
        router.client().run("ip", "route", "add", "default", "via", GATEWAY).orThrow();
        return router;
    }

    Namespace board() {
        return scene.board.namespace();
    }

    Namespace client() {
        return scene.board.lan().namespace();
    }

    Namespace cloud() {
        return scene.cloud.namespace();
    }

    /** Asks for it and returns at once; the generation. */
    long send(JsonObject patch) throws IOException, InterruptedException {
        return device.patch(device.generation(), patch);
    }

    /** Asks for it and sees it through. */
    void apply(JsonObject patch) throws IOException, InterruptedException {
        applied(send(patch));
    }

    void apply(String patch) throws IOException, InterruptedException {
        apply(JsonText.parseObject(patch));
    }

    /** Returns when it is applied, confirmed where that is asked. */
    void applied(long generation) throws InterruptedException {
        ChangeRecord change = scene.confirmed(device, generation);
        if (!change.outcome().equals(Optional.of(Outcome.APPLIED))) {
            throw new LabException("A change was not applied: " + change.json().text());
        }
    }

    /** One network, its addresses and names, and as many rules as a busy board has. */
    static JsonObject document() {
        return JsonText.parseObject("""
                {"network": {"networks": {"lan": {"zone": "lan", "ports": ["lan0"], "ipv4": "192.168.77.1/24"}}},
                 "dhcp": {"lan": {"dns": {"names": {"probe": "192.168.77.9"}}}}}""").with("firewall", JsonObject.EMPTY.with("rules", rules()));
    }

    private static JsonObject rules() {
        var rules = JsonObject.EMPTY;
        for (int number = 0; number < RULES; number++) {
            rules = rules.with("r%02d".formatted(number), (Json) rule(7000 + number));
        }
        return rules;
    }

    /** A patch that has one of the rules name another port. */
    static JsonObject ruleChange(int rule, int port) {
        return JsonObject.EMPTY.with(
                "firewall",
                JsonObject.EMPTY.with("rules", JsonObject.EMPTY.with("r%02d".formatted(rule), (Json) rule(port))));
    }

    private static JsonObject rule(int port) {
        return JsonText.parseObject(
                "{\"from\": \"lan\", \"to\": \"wan\", \"protocol\": \"tcp\", \"ports\": [\"%d\"], \"action\": \"drop\"}"
                        .formatted(port));
    }
}
