package io.ripcord.api.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = new Topics("acme", "rc-0123456789abcdef");

    @Test
    void a_console_reads_back_what_a_device_wrote() {
        var origin = Topics.origin(topics.up("hello")).orElseThrow();
        assertEquals(topics, origin.topics());
        assertEquals("hello", origin.kind());
    }

    @Test
    void refuses_foreign_shards_directions_and_wildcards() {
        assertTrue(Topics.origin(topics.down("state")).isEmpty());
        assertTrue(Topics.origin(topics.up("hello").replace("rc1/" + topics.shard(), "rc1/zz"))
                .isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new Topics("acme", "+"));
        assertThrows(IllegalArgumentException.class, () -> new Topics("a/b", "x"));
    }
}
