package io.ripcord.webconsole;

import io.ripcord.api.rest.Failure;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A page outside the web console, open to who is not logged in. */
abstract class OpenPage extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Entrance entrance;

    OpenPage(Entrance entrance) {
        this.entrance = entrance;
    }

    /** Shows the page. */
    abstract void show(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Does what the form asks. */
    abstract void submit(HttpServletRequest request, HttpServletResponse response) throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            entrance.check(request, response);
            switch (request.getMethod()) {
                case "GET", "HEAD" -> show(request, response);
                case "POST" -> receive(request, response);
                default -> throw new Failure(405, "method", "This page is for reading and for its form.");
            }
        } catch (Failure e) {
            Entrance.refuse(e, response);
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (var _ = entrance.stranger(request)) {
            submit(new Form(request), response);
        }
    }

    static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }

    static void send(HttpServletResponse response, int status, String title, Html body) throws IOException {
        var page = new Html()
                .raw("<!doctype html><html lang='en'><head><meta charset='utf-8'>")
                .raw("<meta name='viewport' content='width=device-width'>")
                .raw("<link rel='icon' href='data:,'>")
                .element("title", title + " - Ripcord")
                .raw("<style>body{font:16px sans-serif;max-width:24em;margin:4em auto;padding:0 1em}")
                .raw("label,input,button{display:block;width:100%;box-sizing:border-box;margin:.4em 0;font:inherit}")
                .raw("input,button{padding:.5em}.wrong{color:#a00}</style></head><body>")
                .element("h1", title)
                .raw(body.toString())
                .raw("</body></html>\n");
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page.toString().getBytes(StandardCharsets.UTF_8));
    }
}
