package app.rapport.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Moments as programs write them: ISO 8601 with an offset in any of its forms, seconds left out or in fractions, or
 * seconds or milliseconds since 1970. A time without an offset is refused: whose clock it is by would be a guess.
 */
@JacksonComponent
final class InstantReader extends ValueDeserializer<Instant> {
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);

    /** As seconds this is the year 5138, as milliseconds 1973. */
    private static final long MILLISECONDS = 100_000_000_000L;

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return since1970(parser.getDoubleValue());
        }
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        var text = parser.getString().strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return text.matches("-?[0-9]{1,15}")
                    ? since1970(Double.parseDouble(text))
                    : OffsetDateTime.parse(text, ISO).toInstant();
        } catch (DateTimeException e) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time with its offset");
        }
    }

    private static Instant since1970(double number) {
        var millis = Math.abs(number) < MILLISECONDS ? number * 1_000 : number;
        return Instant.ofEpochMilli(Math.round(millis));
    }
}
