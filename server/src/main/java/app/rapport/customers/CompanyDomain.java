package app.rapport.customers;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A company's domain in the one spelling we store and match on: {@code acme.com}, without scheme, www or path. */
record CompanyDomain(String value) {
    private static final Pattern SHAPE = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

    /** The domain a person wrote, also as a web address; empty when there is none in it. */
    static Optional<CompanyDomain> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var host = text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("[/:?#].*$", "");
        if (host.startsWith("www.")) {
            host = host.substring(4);
        }
        try {
            var ascii = IDN.toASCII(host);
            return ascii.length() <= 253 && SHAPE.matcher(ascii).matches()
                    ? Optional.of(new CompanyDomain(ascii))
                    : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }
}
