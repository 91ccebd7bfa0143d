package app.rapport.identity;

import app.rapport.platform.Problem;
import java.time.ZoneId;
import java.util.Set;

/** What people type, as values we keep; or a problem that names the field. */
final class Entered {
    private static final Set<String> LOCALES = Set.of("en", "ar");

    private Entered() {}

    /** One line of text. Its length is checked where its record is declared. */
    static String text(String field, String value) {
        var text = value.strip();
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("invalid_field", field + " must be one line of text.")
                    .with("field", field);
        }
        return text;
    }

    static EmailAddress email(String value) {
        try {
            return new EmailAddress(value);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("invalid_field", "This does not look like an e-mail address.")
                    .with("field", "email");
        }
    }

    /** A zone with a place's name, such as Europe/Berlin: an offset would not know about summer time. */
    static ZoneId zone(String value) {
        if (!ZoneId.getAvailableZoneIds().contains(value)) {
            throw Problem.invalid("invalid_field", "This is no time zone. Use a name such as Europe/Berlin.")
                    .with("field", "zone");
        }
        return ZoneId.of(value);
    }

    static String locale(String value) {
        if (!LOCALES.contains(value)) {
            throw Problem.invalid("invalid_field", "Rapport speaks en and ar.").with("field", "locale");
        }
        return value;
    }
}
