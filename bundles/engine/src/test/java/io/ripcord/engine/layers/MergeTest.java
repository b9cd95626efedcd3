package io.ripcord.engine.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.DocumentPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeTest {
    @Test
    void without_a_fleet_all_local_values_count() {
        var merge = Merge.of(Optional.empty(), json("{'system': {'name': 'mine'}}"), _ -> false);
        assertEquals(json("{'system': {'name': 'mine'}}"), merge.effective().sections());
        assertEquals(List.of(), merge.shadowed());
    }

    @Test
    void local_values_count_where_the_fleet_lets_them_and_are_shadowed_elsewhere() {
        var local = json("{'system': {'name': 'mine', 'on': false}, 'features': {'f': {'v': 2}, 'g': {}}}");
        assertMerge(
                "'system/name', 'features/g'",
                local,
                "{'features': {'f': {'v': 1}, 'g': {}}, 'system': {'name': 'mine', 'on': true}}",
                "system/on",
                "features/f");
        assertMerge(
                "",
                local,
                "{'features': {'f': {'v': 1}}, 'system': {'name': 'fleet', 'on': true}}",
                "system",
                "features");
        assertMerge(
                "'system', 'features'",
                local,
                "{'features': {'f': {'v': 2}, 'g': {}}, 'system': {'name': 'mine', 'on': false}}");
    }

    @Test
    void a_local_value_below_an_entry_is_merged_into_it() {
        assertMerge(
                "'features/f/w'",
                json("{'features': {'f': {'w': 5}}}"),
                "{'features': {'f': {'v': 1, 'w': 5}}, 'system': {'name': 'fleet', 'on': true}}");
    }

    @Test
    void false_hides_an_entry_of_the_fleet_and_is_a_value_elsewhere() {
        assertMerge(
                "'features', 'system'",
                json("{'features': {'f': false, 'gone': false}, 'system': {'on': false}}"),
                "{'system': {'name': 'fleet', 'on': false}}");
        assertMerge("'features', 'system'", json("{'system': false}"), "{'features': {'f': {'v': 1}}}");
    }

    private static void assertMerge(String allowed, JsonObject local, String effective, String... shadowed) {
        var fleet = DesiredDocument.from(json(
                "{'domains': {'features': {'f': {'v': 1}}, 'system': {'name': 'fleet', 'on': true}}, 'local': [%s]}"
                        .formatted(allowed)));
        var merge = Merge.of(Optional.of(fleet), local, "features"::equals);
        assertEquals(json(effective), merge.effective().sections());
        assertEquals(
                List.of(shadowed),
                merge.shadowed().stream().map(DocumentPath::toString).toList());
    }

    private static JsonObject json(String sloppy) {
        return JsonText.parseObject(sloppy.replace('\'', '"'));
    }
}
