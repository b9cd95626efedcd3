package io.ripcord.webconsole;

import org.owasp.encoder.Encode;

/** A page or a part of one. Text is escaped on its way in, so there is no way to forget it. Not thread-safe. */
final class Html {
    private final StringBuilder text = new StringBuilder();

    /** Markup of ours, as it is. */
    Html raw(String markup) {
        text.append(markup);
        return this;
    }

    /** What others wrote. Felix's console would read dollars and backslashes as variables of its own. */
    Html text(Object content) {
        text.append(escape(content.toString()));
        return this;
    }

    /** An element with text in it. */
    Html element(String name, Object content) {
        return raw("<" + name + ">").text(content).raw("</" + name + ">");
    }

    Html row(Object... cells) {
        raw("<tr>");
        for (var cell : cells) {
            element("td", cell);
        }
        return raw("</tr>\n");
    }

    /** Begins a table; end it with {@link #endTable}. */
    Html table(String... heads) {
        raw("<table class='nicetable'><thead><tr>");
        for (var head : heads) {
            element("th", head);
        }
        return raw("</tr></thead><tbody>\n");
    }

    Html endTable() {
        return raw("</tbody></table>\n");
    }

    /** For use in an attribute between quotes, or between tags. */
    static String escape(String content) {
        return Encode.forHtml(content).replace("$", "&#36;").replace("\\", "&#92;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
