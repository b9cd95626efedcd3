package io.ripcord.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.json.BadDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureReaderTest {
    private static final String ONE = "a".repeat(64);
    private static final String TWO = "b".repeat(64);

    @Test
    void reads_bundles_in_the_order_of_their_start() {
        var feature = read("\"bundles\": [" + bundle("g:late:1", ONE, ", \"start-order\": 9") + ","
                + bundle("g:early:1", TWO, ", \"start-order\": 2") + "]");
        assertEquals(
                List.of("early", "late"),
                feature.bundles().stream().map(item -> item.id().artifact()).toList());
        assertEquals("1.2.3", feature.version());
    }

    @Test
    void reads_typed_configurations_and_instances_of_factories() {
        var feature = read("""
                "configurations": {
                  "plain": {"port:Integer": 80, "big": 5000000000, "ratio": 1.5, "on": true, "names": ["a", "b"],
                            "ports:int[]": [1, 2], "list:Collection<Long>": [3], "json": {"x": 1}},
                  "factory.pid~one": {"letter:Character": "x"}
                }""");
        var plain = feature.configurations().get(0);
        assertEquals(80, plain.properties().get("port"));
        assertEquals(5000000000L, plain.properties().get("big"));
        assertEquals(1.5, plain.properties().get("ratio"));
        assertEquals(true, plain.properties().get("on"));
        assertArrayEquals(new String[] {"a", "b"}, (String[]) plain.properties().get("names"));
        assertArrayEquals(new Integer[] {1, 2}, (Integer[]) plain.properties().get("ports"));
        assertEquals(List.of(3L), plain.properties().get("list"));
        assertEquals("{\"x\":1}", plain.properties().get("json"));
        var instance = feature.configurations().get(1);
        assertEquals("factory.pid", instance.pid());
        assertEquals(Optional.of("one"), instance.name());
        assertEquals("factory.pid~one", instance.fullPid());
        assertEquals('x', instance.properties().get("letter"));
    }

    @Test
    void passes_over_optional_extensions() {
        read(
                "\"configurations\": {\"p\": {}}, \"extensions\": {\"notes\": {\"kind\": \"optional\", \"type\": \"text\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bundles | 'prototype': {}",
                "extensions/framework-launching-properties | 'extensions': {'framework-launching-properties': {}}",
                "extensions/x | 'extensions': {'x': {'kind': 'mandatory', 'type': 'json'}}",
                "extensions/x | 'extensions': {'x': {'kind': 'REQUIRED', 'type': 'json'}}",
                "variables | 'variables': {'a': 'b'}",
                "configurations/p q | 'configurations': {'p q': {}}",
                "configurations/p/a:Thing | 'configurations': {'p': {'a:Thing': 1}}",
                "configurations/p/a:Integer | 'configurations': {'p': {'a:Integer': 'x'}}",
                "configurations/p/a | 'configurations': {'p': {'a': null}}",
                "configurations/p/service.pid | 'configurations': {'p': {'service.pid': 'other'}}",
                "bundles/0/id | 'bundles': [{'id': 'nothing', 'sha256': '', 'size': 1}]",
                "bundles/0/size | 'bundles': [{'id': 'g:a:1', 'sha256': 'ONE', 'size': 999999999}]",
                "bundles/0/other | 'bundles': [{'id': 'g:a:1', 'sha256': 'ONE', 'size': 1, 'other': 1}]",
            })
    void refuses_what_it_would_not_carry_out(String path, String member) {
        var failure = assertThrows(
                BadDocument.class, () -> read(member.replace('\'', '"').replace("ONE", ONE)));
        assertEquals(path.equals("bundles") ? "prototype" : path, failure.path());
    }

    @Test
    void refuses_the_same_file_twice_and_an_empty_feature() {
        assertThrows(
                BadDocument.class,
                () -> read("\"bundles\": [" + bundle("g:a:1", ONE, "") + "," + bundle("g:b:1", ONE, "") + "]"));
        assertThrows(BadDocument.class, () -> read("\"name\": \"empty\""));
    }

    private static String bundle(String id, String sha256, String more) {
        return "{\"id\": \"" + id + "\", \"sha256\": \"" + sha256 + "\", \"size\": 1" + more + "}";
    }

    private static Feature read(String members) {
        return FeatureReader.read(("{\"feature-resource-version\": \"1.0\", \"id\": \"g:f:1.2.3\", " + members + "}")
                .getBytes(StandardCharsets.UTF_8));
    }
}
