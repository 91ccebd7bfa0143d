package app.rapport.crm.connector;

import app.rapport.crm.connector.Schema.Field;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The fields of a CRM's records, as an admin there set them up. Remembered for a while. */
public abstract class Schemas {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private record Key(UUID connection, String type) {}

    private final Clock clock;
    private final Map<CrmObject, String> types;
    private final Remembered<Key, Schema> kept;

    /** @param types the CRM's own names of the kinds of records */
    protected Schemas(Clock clock, Map<CrmObject, String> types) {
        this.clock = clock;
        this.types = Map.copyOf(types);
        this.kept = new Remembered<>(clock, LIFE);
    }

    public final String type(CrmObject object) {
        return Objects.requireNonNull(types.get(object));
    }

    /** @param fresh asks again, whatever is remembered */
    public final Schema of(CrmAccount account, String type, boolean fresh) throws CrmFailure {
        return kept.get(
                new Key(account.connection(), type),
                fresh,
                () -> new Schema(type, fields(account, type), clock.instant()));
    }

    public final Schema of(CrmAccount account, CrmObject object, boolean fresh) throws CrmFailure {
        return of(account, type(object), fresh);
    }

    /** After the CRM refused something: what we believe of its fields may be out of date. */
    final void forget(UUID connection) {
        kept.forgetIf(key -> key.connection().equals(connection));
    }

    protected abstract List<Field> fields(CrmAccount account, String type) throws CrmFailure;
}
