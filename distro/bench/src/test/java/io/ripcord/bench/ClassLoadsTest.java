package io.ripcord.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ClassLoadsTest {
    @Test
    void tells_where_classes_came_from() {
        var loads = ClassLoads.of(List.of(
                "[0.98s][info][class,load] java.lang.Object source: shared objects file",
                "[0.98s][info][class,load] java.lang.Foo source: jrt:/java.base",
                "[1.98s][info][class,load] a.B$$Lambda/0x01 source: a.B",
                "[1.98s][info][class,load] a.C$$Lambda/0x01 source: __JVM_LookupDefineClass__",
                "[1.98s][info][class,load] a.B source: file:/base/bundles/a-1.jar",
                "something else"));
        assertEquals(
                List.of(
                        "5 classes, 1 of them from start.aot; the others:",
                        "     2  made while it ran",
                        "     1  a-1.jar",
                        "     1  jrt:/java.base"),
                loads.lines());
    }
}
