package app.rapport.training.attendance;

import app.rapport.audit.AuditTrail;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.AttendanceSettings.SessionType;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the organisation takes for present. */
@Service
class SettingsDesk {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
    private static final int MOST_TYPES = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LATE = 24 * 60;

    private final JdbcClient db;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final Clock clock;

    SettingsDesk(JdbcClient db, JsonMapper json, AuditTrail audit, Clock clock) {
        this.db = db;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** Left out means as before. */
    record Form(
            @Nullable List<@Nullable TypeForm> types,
            @Nullable Integer warnBelowPercent,
            @Nullable Boolean certificates) {}

    record TypeForm(
            @Nullable String type,
            @Nullable String name,
            @Nullable Integer presencePercent,
            @Nullable Integer lateAfterMinutes) {}

    @Transactional(readOnly = true)
    public AttendanceSettings current() {
        return db.sql("select types, warn_below_percent, certificates from training.attendance_settings")
                .query((row, number) -> new AttendanceSettings(
                        json.readValue(row.getString("types"), new TypeReference<List<SessionType>>() {}),
                        row.getInt("warn_below_percent"),
                        row.getBoolean("certificates")))
                .optional()
                .orElse(AttendanceSettings.DEFAULT);
    }

    /** Counts for sessions that end from now on; those that are final stay as they are. */
    @Transactional
    public AttendanceSettings change(Form form) {
        var before = current();
        var warn = form.warnBelowPercent();
        if (warn != null && (warn < 0 || warn > 100)) {
            throw percent("warnBelowPercent");
        }
        var after = new AttendanceSettings(
                form.types() == null ? before.types() : types(form.types()),
                warn == null ? before.warnBelowPercent() : warn,
                form.certificates() == null ? before.certificates() : form.certificates());
        db.sql("""
                insert into training.attendance_settings (organization_id, types, warn_below_percent, certificates, updated_at)
                values (:organization, :types::jsonb, :warn, :certificates, :now)
                on conflict (organization_id) do update set types = excluded.types, warn_below_percent = excluded.warn_below_percent,
                  certificates = excluded.certificates, updated_at = excluded.updated_at
                """)
                .param("organization", Tenancy.current().value())
                .param("types", json.writeValueAsString(after.types()))
                .param("warn", after.warnBelowPercent())
                .param("certificates", after.certificates())
                .param("now", Timestamps.at(clock.instant()))
                .update();
        if (!after.equals(before)) {
            audit.record("training.settings_changed", "training", null, Map.of("before", before, "after", after));
        }
        return after;
    }

    private static List<SessionType> types(List<@Nullable TypeForm> given) {
        var types =
                given.stream().filter(Objects::nonNull).map(SettingsDesk::type).toList();
        var words = new HashSet<String>();
        types.forEach(type -> {
            if (!words.add(type.type())) {
                throw Problem.invalid("invalid_session_type", "The type " + type.type() + " is there twice.")
                        .with("field", "types");
            }
        });
        if (!words.contains(AttendanceSettings.CLASS) || types.size() > MOST_TYPES) {
            throw Problem.invalid(
                            "invalid_session_type",
                            "There are at most " + MOST_TYPES + " types, and one of them is \"class\".")
                    .with("field", "types")
                    .with("limit", MOST_TYPES);
        }
        return types;
    }

    private static SessionType type(TypeForm form) {
        var word = form.type();
        if (word == null || !TYPE.matcher(word).matches()) {
            throw Problem.invalid("invalid_session_type", "A type is a word of small letters, such as class.")
                    .with("field", "types");
        }
        var name = form.name() == null || form.name().isBlank()
                ? word
                : form.name().strip();
        if (name.length() > LONGEST_NAME) {
            throw Problem.invalid("invalid_name", "A name has 1 to " + LONGEST_NAME + " characters.")
                    .with("limit", LONGEST_NAME)
                    .with("field", "types");
        }
        var percent = form.presencePercent();
        if (percent == null || percent < 1 || percent > 100) {
            throw percent("presencePercent");
        }
        var late = form.lateAfterMinutes();
        if (late == null || late < 0 || late > LONGEST_LATE) {
            throw Problem.invalid("invalid_minutes", "Late begins after 0 to " + LONGEST_LATE + " minutes.")
                    .with("limit", LONGEST_LATE)
                    .with("field", "lateAfterMinutes");
        }
        return new SessionType(word, name, percent, late);
    }

    private static Problem percent(String field) {
        return Problem.invalid("invalid_percent", "A percentage is 0 to 100, and to be present takes at least 1.")
                .with("field", field);
    }
}
