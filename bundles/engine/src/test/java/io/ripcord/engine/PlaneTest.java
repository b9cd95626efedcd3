package io.ripcord.engine;

import static io.ripcord.engine.Rig.json;
import static io.ripcord.engine.Rig.outcome;
import static io.ripcord.engine.Rig.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.StateException;
import io.ripcord.testkit.FakeController;
import io.ripcord.testkit.FakeWorld.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Network, firewall, WiFi and DHCP are planned, made and taken back as one. */
class PlaneTest {
    private static final UnitId PLANE = UnitId.whole("network");

    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
        for (var domain : UnitId.NETWORK_PLANE) {
            rig.controllers.add(new FakeController(domain, rig.world, false));
        }
        rig.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void sections_of_the_plane_are_reported_as_one_unit() {
        var change = rig.change("{'network': {'lan': {}}, 'dhcp': {'lan': {}}, 'a': {'x': {}}}");
        assertEquals(Outcome.APPLIED, outcome(change));
        assertEquals(Outcome.APPLIED, unit(change, PLANE).outcome());
        assertEquals(2, change.units().size());
        assertEquals(
                List.of("set network/lan", "set dhcp/lan", "set a/x"),
                rig.world.acts().subList(0, 3));
    }

    @Test
    void a_failure_in_one_section_takes_all_of_the_plane_back_and_nothing_else() {
        rig.change("{'network': {'lan': {'v': 1}}, 'firewall': {'zone': {'v': 1}}}");
        for (var fault :
                List.of(Fault.REFUSES_IN_PREPARE, Fault.FAILS_IN_APPLY, Fault.FAILS_HEALTH, Fault.BREAKS_A_RULE)) {
            rig.world.fault(PLANE, fault);
            var change =
                    rig.change(("{'network': {'lan': {'v': '%s'}}, 'firewall': {'zone': null}, 'a': {'x': {'v': '%s'}},"
                                    + " 'dhcp': {'pool': {'faulty': true, 'v': '%s'}}}")
                            .formatted(fault, fault, fault));
            assertEquals(Outcome.PARTLY_APPLIED, outcome(change), fault.toString());
            assertEquals(
                    Map.of(
                            "network/lan",
                            json("{'v': 1}"),
                            "firewall/zone",
                            json("{'v': 1}"),
                            "a/x",
                            json("{'v': '" + fault + "'}")),
                    rig.entries(),
                    fault.toString());
        }
    }

    @Test
    void a_section_that_nobody_owns_holds_the_whole_plane_back() throws StateException {
        rig.close();
        rig.controllers.removeIf(controller -> controller.domain().equals("wifi"));
        rig.open();
        rig.identity.enrolled("acme");
        var change = rig.await(rig.engine
                .acceptFleet(rig.envelope(1, "{'network': {'lan': {}}, 'wifi': {'home': {}}}"))
                .change());
        assertEquals(Outcome.REFUSED, outcome(change));
        assertTrue(
                unit(change, PLANE).reason().contains("wifi"),
                unit(change, PLANE).reason());
        assertEquals(Map.of(), rig.entries());
    }

    @Test
    void what_failed_is_tried_again_once_any_section_of_the_plane_is_edited() {
        rig.world.fault(PLANE, Fault.FAILS_IN_APPLY);
        rig.change("{'network': {'lan': {'faulty': true}}}");
        rig.world.mend(PLANE);
        assertEquals(Outcome.PARTLY_APPLIED, outcome(rig.change("{'a': {'x': {}}}")));
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'dhcp': {'lan': {}}}")));
        assertEquals(3, rig.entries().size());
    }
}
