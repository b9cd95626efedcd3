package io.ripcord.rest;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Site;
import io.ripcord.api.trust.Users;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything below {@code /api/v1}: turns the container's requests into ours and our answers into the container's. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/v1/*")
public final class RestServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);

    private final transient Collection<Resource> resources = new CopyOnWriteArrayList<>();
    private final transient Collection<Site> sites = new CopyOnWriteArrayList<>();
    private final transient Router router;

    @Activate
    public RestServlet(@Reference Users users, @Reference AdminSession session) {
        this.router = new Router(new Gate(sites, users), session, resources);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addResource(Resource resource) {
        resources.add(resource);
    }

    void removeResource(Resource resource) {
        resources.remove(resource);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSite(Site site) {
        sites.add(site);
    }

    void removeSite(Site site) {
        sites.remove(site);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        try {
            write(router.answer(read(request)), response);
        } catch (Failure e) {
            fail(e, response);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            fail(Failure.notNow("This server is stopping; ask again when it is back."), response);
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be answered", request.getMethod(), request.getPathInfo(), e);
            fail(new Failure(500, "fault", "This server has a fault; its log says more."), response);
        }
    }

    private static Request read(HttpServletRequest request) {
        var path = Optional.ofNullable(request.getPathInfo()).orElse("/");
        return new Request(
                request.getMethod(),
                List.of(path.substring(1).split("/", -1)),
                query(request),
                Optional.ofNullable(request.getHeader("Host")).orElse(""),
                Optional.ofNullable(request.getHeader("Origin")),
                Optional.ofNullable(request.getHeader("Authorization")),
                request.getRemoteAddr(),
                request.getServletConnection().getConnectionId(),
                new Body(body(request), request.getContentLengthLong()));
    }

    private static java.io.InputStream body(HttpServletRequest request) {
        try {
            return request.getInputStream();
        } catch (IOException e) {
            throw Failure.malformed("The body cannot be read: " + e.getMessage());
        }
    }

    /** Of the query string only: a form in the body stays unread. */
    private static Map<String, String> query(HttpServletRequest request) {
        Map<String, String> query = new HashMap<>();
        var text = Optional.ofNullable(request.getQueryString()).orElse("");
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Failure.malformed("The query is not encoded as it should be.");
        }
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException, InterruptedException {
        response.setStatus(answer.status());
        switch (answer) {
            case Answer.Bare _ -> {}
            case Answer.Document(int _, JsonObject body) -> writeJson(body, response);
            case Answer.Text(Answer.Source source) -> {
                response.setContentType("text/plain; charset=utf-8");
                source.copyTo(response.getOutputStream());
            }
        }
    }

    private static void fail(Failure failure, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            throw new IOException(failure.getMessage(), failure);
        }
        response.resetBuffer();
        response.setStatus(failure.status());
        if (failure.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        writeJson(failure.json(), response);
    }

    private static void writeJson(JsonObject body, HttpServletResponse response) throws IOException {
        var bytes = body.text().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
