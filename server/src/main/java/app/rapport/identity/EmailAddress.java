package app.rapport.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address in the one spelling accounts are compared by. */
record EmailAddress(String value) {
    private static final Pattern SHAPE =
            Pattern.compile("[^@\\s\\p{Cntrl}<>,;\"]{1,64}@[^@\\s\\p{Cntrl}<>,;\"]+\\.[^@\\s\\p{Cntrl}<>,;\"]+");

    EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > 254 || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an e-mail address"); // never echo it: messages reach logs
        }
    }
}
