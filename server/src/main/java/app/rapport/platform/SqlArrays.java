package app.rapport.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.support.AbstractSqlTypeValue;

/** Columns of values as PostgreSQL arrays, for statements that take many rows at once. */
public final class SqlArrays {
    private SqlArrays() {}

    public static <T> Object uuids(Collection<? extends T> of, Function<T, UUID> value) {
        return array("uuid", of.stream().map(value).toArray());
    }

    public static <T> Object texts(List<T> of, Function<T, @Nullable String> value) {
        return array("text", of.stream().map(value).toArray());
    }

    public static <T> Object ints(List<T> of, Function<T, @Nullable Integer> value) {
        return array("int4", of.stream().map(value).toArray());
    }

    public static <T> Object longs(List<T> of, Function<T, Long> value) {
        return array("int8", of.stream().map(value).toArray());
    }

    public static <T> Object times(List<T> of, Function<T, @Nullable Instant> value) {
        return array(
                "timestamptz",
                of.stream()
                        .map(one -> {
                            var at = value.apply(one);
                            return at == null ? null : at.toString();
                        })
                        .toArray());
    }

    /** Reads a column of ids that are never null. */
    public static UUID id(ResultSet row, int number) throws SQLException {
        return row.getObject(1, UUID.class);
    }

    private static Object array(String type, @Nullable Object[] values) {
        return new AbstractSqlTypeValue() {
            @Override
            protected Object createTypeValue(Connection connection, int sqlType, @Nullable String typeName)
                    throws SQLException {
                return connection.createArrayOf(type, values);
            }
        };
    }
}
