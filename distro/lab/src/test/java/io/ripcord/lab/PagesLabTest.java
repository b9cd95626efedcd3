package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.lab.junit.LabTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The device's pages in a real browser; leaves the pictures of distro/docs in target/pictures. */
@LabTest
final class PagesLabTest {
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String TEXT = "document.body.innerText";

    @Test
    void the_first_administrator_comes_in_and_sees_the_device(Lab lab) throws Exception {
        var scene = new DeviceScene(lab);
        var device = scene.startDevice();
        assertEquals(
                Optional.of(Outcome.APPLIED),
                device.install(scene.signed("greeter")).outcome());
        var site = "https://127.0.0.1:" + scene.board.forward(0).port();
        try (var browser = new Chromium(lab.home().root().resolve("browser"))) {
            browser.open(site + "/");
            assertFalse(browser.evaluate(TEXT).contains("greeter"), "nobody is in yet");

            browser.open(site + "/claim");
            browser.picture(PICTURES.resolve("claim.png"));
            fill(
                    browser,
                    "code",
                    Files.readString(scene.board.state().resolve("run/admin.code"))
                            .strip());
            fill(browser, "name", "ada");
            fill(browser, "password", "correct horse battery staple");
            fill(browser, "again", "correct horse battery staple");
            browser.evaluate("document.querySelector('form').requestSubmit()");
            browser.awaitText("document.querySelectorAll('input[name=code]').length", "0");

            browser.open(site + "/system/console/features");
            if (browser.evaluate("location.pathname").equals("/login")) {
                logIn(browser);
                browser.open(site + "/system/console/features");
            }
            browser.awaitText(TEXT, "greeter");
            browser.picture(PICTURES.resolve("features.png"));
            browser.open(site + "/system/console/state");
            browser.awaitText(TEXT, "applied");
            browser.picture(PICTURES.resolve("state.png"));
        }
        for (var picture : new String[] {"claim.png", "features.png", "state.png"}) {
            assertTrue(Files.size(PICTURES.resolve(picture)) > 5_000, picture);
        }
    }

    private static void logIn(Chromium browser) throws Exception {
        fill(browser, "name", "ada");
        fill(browser, "password", "correct horse battery staple");
        browser.evaluate("document.querySelector('form').requestSubmit()");
        browser.awaitText("location.pathname", "/system/console");
    }

    private static void fill(Chromium browser, String field, String value) throws Exception {
        browser.evaluate("document.querySelector('input[name=" + field + "]').value = '" + value + "'");
    }
}
