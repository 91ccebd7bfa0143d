package app.rapport.sandbox;

import com.sun.net.httpserver.Headers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes secrets out of what the log keeps. The last four characters stay, so that two tokens can be told apart. */
final class Masking {
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "proxy-authorization", "xi-api-key");
    private static final String SECRET_NAMES =
            "access_token|refresh_token|client_secret|code_verifier|id_token|token|code|assertion|signature";
    private static final Pattern IN_FORM = Pattern.compile("(^|&)(" + SECRET_NAMES + ")=([^&]*)");
    private static final Pattern IN_JSON = Pattern.compile("(\"(?:" + SECRET_NAMES + ")\"\\s*:\\s*\")([^\"]*)(\")");

    private Masking() {}

    static Map<String, String> headers(Headers headers) {
        var masked = new LinkedHashMap<String, String>();
        headers.forEach((name, values) -> {
            var value = String.join(", ", values);
            masked.put(name, SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? credential(value) : value);
        });
        return masked;
    }

    static String form(String encoded) {
        return encoded.isEmpty()
                ? encoded
                : IN_FORM.matcher(encoded)
                        .replaceAll(found -> found.group(1) + found.group(2) + "=" + quote(tail(found.group(3))));
    }

    static String json(String text) {
        return IN_JSON.matcher(text).replaceAll(found -> found.group(1) + quote(tail(found.group(2))) + "\"");
    }

    private static String quote(String text) {
        return text.replace("\\", "\\\\").replace("$", "\\$");
    }

    private static String credential(String value) {
        var space = value.indexOf(' ');
        return space < 0 ? tail(value) : value.substring(0, space + 1) + tail(value.substring(space + 1));
    }

    private static String tail(String secret) {
        return secret.length() < 12 ? "****" : "****" + secret.substring(secret.length() - 4);
    }
}
