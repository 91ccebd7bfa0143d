package app.rapport.training.attendance;

import app.rapport.identity.CurrentUser;
import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A moment as a caller names it: exactly, or as a day where they are. */
final class Moments {
    private Moments() {}

    static @Nullable Instant from(@Nullable String text) {
        return read(text, "from", 0);
    }

    static @Nullable Instant until(@Nullable String text) {
        return read(text, "to", 1);
    }

    private static @Nullable Instant read(@Nullable String text, String field, int days) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var at = text.length() == "2026-11-20".length()
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(CurrentUser.now().zone())
                            .toInstant()
                    : Instant.parse(text);
            return Timestamps.at(at).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid("invalid_date", "A date looks like 2027-03-31.")
                    .with("field", field);
        }
    }
}
