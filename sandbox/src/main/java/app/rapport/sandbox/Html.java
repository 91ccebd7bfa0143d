package app.rapport.sandbox;

/** Small pages for people: a consent, a record. */
public final class Html {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem}
            h1{font-size:1.4rem;margin:.2rem 0 1rem}
            button{font:inherit;padding:.45rem 1.1rem;border-radius:.5rem;border:1px solid GrayText;cursor:pointer}
            .primary{background:#2f5bea;border-color:#2f5bea;color:#fff}
            .muted{color:GrayText;margin:0}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8884}
            td{white-space:pre-wrap;overflow-wrap:anywhere}
            """;

    private Html() {}

    public static String page(String title, String body) {
        return "<!doctype html><html lang=en><meta charset=utf-8>"
                + "<meta name=viewport content=\"width=device-width,initial-scale=1\"><link rel=icon href=\"data:,\"><title>"
                + escape(title) + "</title><style>" + STYLE + "</style><body>" + body + "</body></html>";
    }

    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
