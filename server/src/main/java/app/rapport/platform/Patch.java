package app.rapport.platform;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What the body of a PATCH says of one field: left out, it stays as it is; null empties it; anything else takes its place.
 *
 * @param given whether the field was there at all
 * @param value null when left out or emptied
 */
@JsonDeserialize(using = PatchReader.class)
public record Patch<T>(boolean given, @Nullable T value) {
    public Patch {
        if (!given && value != null) {
            throw new IllegalArgumentException("a value that was not given");
        }
    }

    public static <T> Patch<T> absent() {
        return new Patch<>(false, null);
    }

    public static <T> Patch<T> to(@Nullable T value) {
        return new Patch<>(true, value);
    }

    /** What the field holds afterwards. */
    public @Nullable T over(@Nullable T before) {
        return given ? value : before;
    }

    /** What a field that cannot be empty holds afterwards. */
    public T over(T before, String field) {
        if (!given) {
            return before;
        }
        if (value == null) {
            throw Problem.invalid("cannot_be_empty", field + " cannot be emptied. Leave it out to keep it as it is.")
                    .with("field", field);
        }
        return value;
    }

    /** The same with its value, if it has one, in another form; where that is null, the field is emptied. */
    public <R> Patch<R> map(Function<? super T, ? extends @Nullable R> change) {
        return value == null ? new Patch<>(given, null) : new Patch<>(true, change.apply(value));
    }

    /** The same without the spaces around it; a blank text empties the field. */
    public static Patch<String> text(Patch<String> given) {
        return given.map(text -> text.isBlank() ? null : text.strip());
    }
}
