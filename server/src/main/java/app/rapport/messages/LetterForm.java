package app.rapport.messages;

import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** A short letter around one link, as text and as a page. */
public record LetterForm(String locale, String greeting, String link, String action, String limit) {
    public String text() {
        return greeting + "\n\n" + link + "\n\n" + limit + "\n";
    }

    public String html() {
        var arabic = locale.toLowerCase(Locale.ROOT).equals("ar");
        return """
                <!doctype html><html lang="%s" dir="%s"><meta charset="utf-8"><body>
                <p>%s</p><p><a href="%s">%s</a></p><p>%s</p></body></html>
                """.formatted(
                        arabic ? "ar" : "en",
                        arabic ? "rtl" : "ltr",
                        escaped(greeting).replace("\n", "<br>"),
                        escaped(link),
                        escaped(action),
                        escaped(limit));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
