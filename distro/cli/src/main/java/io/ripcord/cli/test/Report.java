package io.ripcord.cli.test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the report files of a build say: one line for each test that failed, and counts. */
record Report(int passed, List<String> failed, int skipped) {

    /** Report files of every module below: Surefire's, Failsafe's and those of tests in a framework. */
    static List<Path> files(Path checkout) throws IOException {
        try (Stream<Path> all = Files.walk(checkout)) {
            return all.filter(Report::isReport).sorted().toList();
        }
    }

    private static boolean isReport(Path file) {
        String path = file.toString();
        return path.matches(".*/target/(surefire-reports|failsafe-reports|test-reports)/(.*/)?TEST-[^/]*\\.xml");
    }

    static Report of(List<Path> files) throws IOException {
        int passed = 0;
        int skipped = 0;
        List<String> failed = new ArrayList<>();
        for (Path file : files) {
            for (Case test : cases(file)) {
                switch (test.outcome()) {
                    case "" -> passed++;
                    case "skipped" -> skipped++;
                    default -> failed.add(test.name());
                }
            }
        }
        return new Report(passed, List.copyOf(failed), skipped);
    }

    private record Case(String name, String outcome) {}

    private static List<Case> cases(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            return cases(factory.createXMLStreamReader(stream));
        } catch (XMLStreamException e) {
            throw new IOException("The test report " + file + " is broken: " + e.getMessage(), e);
        }
    }

    private static List<Case> cases(XMLStreamReader xml) throws XMLStreamException {
        List<Case> cases = new ArrayList<>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String element = xml.getLocalName();
                if (element.equals("testcase")) {
                    String name = xml.getAttributeValue("", "classname") + "." + xml.getAttributeValue("", "name");
                    cases.add(new Case(name, ""));
                } else if (List.of("failure", "error", "skipped").contains(element) && !cases.isEmpty()) {
                    cases.add(new Case(cases.removeLast().name(), element));
                }
            }
        }
        return cases;
    }

    /** The same with one more failure. */
    Report withFailure(String what) {
        return new Report(
                passed, Stream.concat(failed.stream(), Stream.of(what)).toList(), skipped);
    }

    boolean good() {
        return failed.isEmpty() && passed > 0;
    }

    Optional<String> ranNothing() {
        return passed + failed.size() == 0
                ? Optional.of("No test ran at all, which counts as failure.")
                : Optional.empty();
    }

    String line() {
        return passed + " passed, " + failed.size() + " failed, " + skipped + " skipped";
    }
}
