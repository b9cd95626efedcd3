package io.ripcord.webconsole;

import io.ripcord.api.rest.Failure;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The bare address leads to the console; nothing else is here. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/")
public final class FrontDoor extends OpenPage {
    private static final long serialVersionUID = 1;

    @Activate
    public FrontDoor(@Reference Entrance entrance) {
        super(entrance);
    }

    @Override
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/")) {
            throw Failure.missing("There is no such page; begin at /.");
        }
        response.sendRedirect(StatePage.PATH);
    }

    @Override
    void submit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(request, response);
    }
}
