package io.ripcord.cli.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    @TempDir
    Path checkout;

    @Test
    void counts_each_case_of_every_module_once() throws IOException {
        write("bundles/a/target/surefire-reports/TEST-a.xml", """
                <testsuite tests="3">
                  <testcase name="works" classname="A"/>
                  <testcase name="breaks" classname="A"><failure type="x">no</failure><system-out>words</system-out></testcase>
                  <testcase name="left_out" classname="A"><skipped/></testcase>
                </testsuite>""");
        write("distro/itest/target/test-reports/itest/TEST-b.xml", """
                <testsuite><testcase name="throws" classname="B"><error>why</error></testcase></testsuite>""");
        Report report = Report.of(Report.files(checkout));
        assertEquals("1 passed, 2 failed, 1 skipped", report.line());
        assertEquals(List.of("A.breaks", "B.throws"), report.failed());
        assertFalse(report.good());
    }

    @Test
    void a_run_without_any_test_is_a_failure() throws IOException {
        Report report = Report.of(Report.files(checkout));
        assertEquals("0 passed, 0 failed, 0 skipped", report.line());
        assertFalse(report.good());
        assertTrue(report.ranNothing().isPresent());
    }

    @Test
    void what_is_left_behind_counts_as_a_failure() throws IOException {
        write(
                "a/target/surefire-reports/TEST-a.xml",
                "<testsuite><testcase name=\"works\" classname=\"A\"/></testsuite>");
        Report report = Report.of(Report.files(checkout));
        assertTrue(report.good());
        assertFalse(report.withFailure("left behind: process 7").good());
    }

    private void write(String name, String content) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, content);
    }
}
