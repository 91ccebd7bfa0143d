package app.rapport.crm.hubspot;

import app.rapport.intake.IntakeHandler.Request;
import app.rapport.intake.IntakeHandler.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's third way of signing: method, address as HubSpot called it, raw body and timestamp, under the app's secret. The
 * two older ways do not count: they leave out the time or more.
 */
final class SignatureV3 {
    private static final long OLDEST_MS = 300_000;
    private static final long FUTURE_MS = 60_000;
    private static final Pattern ESCAPE = Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)");
    private static final Map<String, String> MEANS = Map.ofEntries(
            Map.entry("3A", ":"),
            Map.entry("2F", "/"),
            Map.entry("3F", "?"),
            Map.entry("40", "@"),
            Map.entry("21", "!"),
            Map.entry("24", "$"),
            Map.entry("27", "'"),
            Map.entry("28", "("),
            Map.entry("29", ")"),
            Map.entry("2A", "*"),
            Map.entry("2C", ","),
            Map.entry("3B", ";"));

    private final SecretKeySpec key;

    SignatureV3(String clientSecret) {
        this.key = new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    Verdict check(Request request) {
        var stamp = first(request, "x-hubspot-request-timestamp");
        var signature = first(request, "x-hubspot-signature-v3");
        if (stamp == null || signature == null) {
            return new Verdict.Refused("signature_missing", "The request carries no v3 signature with a timestamp.");
        }
        long at;
        try {
            at = Long.parseLong(stamp);
        } catch (NumberFormatException e) {
            return new Verdict.Refused("timestamp_invalid", "The timestamp is not a number.");
        }
        var now = request.receivedAt().toEpochMilli();
        if (at < now - OLDEST_MS || at > now + FUTURE_MS) {
            return new Verdict.Refused("timestamp_out_of_range", "The request is too old, or from the future.");
        }
        var expected =
                sign(request.method(), request.url(), request.body(), stamp).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
                ? new Verdict.Genuine()
                : new Verdict.Refused("signature_invalid", "The signature does not fit the request.");
    }

    String sign(String method, String url, byte[] body, String stamp) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((method + unescaped(url)).getBytes(StandardCharsets.UTF_8));
            mac.update(body);
            mac.update(stamp.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Twelve escapes are decoded and no other; a fragment never reaches us. */
    static String unescaped(String url) {
        return url.indexOf('%') < 0
                ? url
                : ESCAPE.matcher(url)
                        .replaceAll(found ->
                                java.util.regex.Matcher.quoteReplacement(MEANS.getOrDefault(found.group(1), "")));
    }

    private static @Nullable String first(Request request, String header) {
        var values = request.headers().get(header);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
