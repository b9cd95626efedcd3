package io.ripcord.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.DesiredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllocatorTest {
    private final Allocator allocator = new Allocator(Map.of());

    @Test
    void a_value_is_its_owners_until_no_document_has_the_owner() {
        assertEquals("a", claim("chutes/web"));
        assertEquals("a", claim("chutes/web"));
        allocator.free(List.of(document("{}"), document("{'chutes': {'web': {}}}")));
        assertEquals("b", claim("chutes/other"));
        allocator.free(List.of(document("{'chutes': {'other': {}}}")));
        assertEquals(Optional.empty(), allocator.held("pool", "chutes/web"));
        assertEquals("a", claim("chutes/third"));
    }

    @Test
    void what_a_network_held_is_free_when_the_network_goes_though_others_stay() {
        assertEquals("a", claim("network/networks/guest"));
        assertEquals("b", claim("network/networks/lab"));
        allocator.free(List.of(document("{'network': {'networks': {'lab': {}}}}")));
        assertEquals("a", claim("network/networks/den"));
        assertEquals("b", claim("network/networks/lab"));
    }

    private String claim(String owner) {
        return allocator.claim("pool", owner, Stream.of("a", "b", "c"));
    }

    private static DesiredDocument document(String domains) {
        return DesiredDocument.from(JsonText.parseObject("{\"domains\": " + domains.replace('\'', '"') + "}"));
    }
}
