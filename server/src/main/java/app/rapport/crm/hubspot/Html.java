package app.rapport.crm.hubspot;

import app.rapport.crm.connector.Prose;
import app.rapport.crm.connector.Texts;
import java.util.List;

/** The little HTML HubSpot's bodies take. Every text of ours is escaped. */
final class Html {
    /** HubSpot's limit of a note; bodies of meetings and calls are kept below it too. */
    private static final int LONGEST = 65_000;

    private Html() {}

    static String body(List<Prose.Part> parts, String link, String label) {
        var ending = "<p><a href=\"" + escaped(link) + "\">" + escaped(label) + "</a></p>";
        var html = new StringBuilder();
        for (var part : parts) {
            var piece = html(part, Integer.MAX_VALUE);
            var left = LONGEST - html.length() - ending.length();
            if (piece.length() > left) {
                // Escaping makes a text up to six times as long; what is cut is only the tail of a very long summary.
                html.append(html(part, Math.max(0, (left - 100) / 6)));
                break;
            }
            html.append(piece);
        }
        return html.append(ending).toString();
    }

    private static String html(Prose.Part part, int most) {
        var html = new StringBuilder();
        if (part.heading().isEmpty()) {
            part.lines()
                    .forEach(line -> html.append("<p>")
                            .append(lines(Texts.cut(line, most)))
                            .append("</p>"));
            return html.toString();
        }
        html.append("<p><b>").append(escaped(part.heading())).append("</b></p><ul>");
        var left = most;
        for (var line : part.lines()) {
            if (left <= 0) {
                break;
            }
            html.append("<li>").append(lines(Texts.cut(line, left))).append("</li>");
            left -= Math.min(left, line.length());
        }
        return html.append("</ul>").toString();
    }

    private static String lines(String text) {
        return escaped(Texts.lines(text)).replace("\n", "<br>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
