package app.rapport.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor opaque; pass it as {@code cursor} to get the next page; null on the last
 * @param total all items that match, when it is cheap to know
 */
public record Page<T>(
        List<T> items,
        @Nullable String nextCursor,
        @Nullable Long total) {
    public Page {
        items = List.copyOf(items);
    }

    /** Everything there is, for lists that are short by nature. */
    public static <T> Page<T> of(List<T> all) {
        return new Page<>(all, null, (long) all.size());
    }

    /**
     * A page out of a query that asked for one row more than {@code limit}: the surplus row says that there is a next page.
     *
     * @param position of an item, as {@link Cursor#of} text
     */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null, null);
        }
        var items = rows.subList(0, limit);
        return new Page<>(items, position.apply(items.getLast()), null);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<R>(items.stream().<R>map(change).toList(), nextCursor, total);
    }
}
