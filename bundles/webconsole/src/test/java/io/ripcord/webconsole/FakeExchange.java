package io.ripcord.webconsole;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request of a browser and the answer to it; what a test does not say is absent. */
final class FakeExchange {
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, String> parameters = new HashMap<>();
    final Map<String, Object> attributes = new HashMap<>();
    final Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(body, true, StandardCharsets.UTF_8);
    private final String method;
    private final String uri;
    private String pathInfo;
    int status = 200;

    FakeExchange(String method, String uri) {
        this.method = method;
        this.uri = uri;
        this.pathInfo = uri.startsWith(ConsoleSecurity.ROOT) ? uri.substring(ConsoleSecurity.ROOT.length()) : uri;
        headers.put("Host", "192.168.77.1:8443");
        if (method.equals("POST")) {
            headers.put("Origin", "https://192.168.77.1:8443");
        }
    }

    FakeExchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    FakeExchange without(String header) {
        headers.remove(header);
        return this;
    }

    FakeExchange parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** As the container understands the address. */
    FakeExchange understoodAs(String path) {
        pathInfo = path;
        return this;
    }

    FakeExchange session(String secret) {
        return header("Cookie", secret);
    }

    HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getRequestURI" -> uri;
            case "getPathInfo" -> pathInfo;
            case "getRemoteAddr" -> "192.168.77.2";
            case "getHeader" -> headers.get(arguments[0]);
            case "getContentType" -> headers.getOrDefault("Content-Type", "application/x-www-form-urlencoded");
            case "getContentLengthLong" -> (long) form().length;
            case "getInputStream" -> input(new ByteArrayInputStream(form()));
            case "getParameter" -> parameters.get(arguments[0]);
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getCookies" ->
                headers.containsKey("Cookie")
                        ? new Cookie[] {new Cookie(SessionCookie.NAME, headers.get("Cookie"))}
                        : null;
            case "getServletConnection" ->
                proxy(ServletConnection.class, (_, _) -> headers.getOrDefault("connection-id", "c1"));
            default -> throw new UnsupportedOperationException(name);
        });
    }

    HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "setHeader", "addHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
            case "setStatus" -> {
                status = (int) arguments[0];
                yield status;
            }
            case "sendRedirect" -> {
                status = 302;
                yield answered.put("Location", (String) arguments[0]);
            }
            case "getOutputStream" -> output();
            case "getWriter" -> writer;
            case "setContentType", "setContentLength", "flushBuffer" -> null;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    String text() {
        writer.flush();
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The session that the answer began. */
    String cookie() {
        return answered.get("Set-Cookie").replaceAll("^[^=]+=([^;]*);.*", "$1");
    }

    private byte[] form() {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ServletInputStream input(ByteArrayInputStream bytes) {
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {}

            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return bytes.read(buffer, offset, length);
            }
        };
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {}

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    var answer = answers.to(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }
}
