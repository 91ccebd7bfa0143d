package app.rapport.training.attendance;

import app.rapport.platform.Timestamps;
import app.rapport.training.attendance.AttendanceReport.Suggestion;
import app.rapport.training.attendance.AttendanceReport.Unmatched;
import app.rapport.training.attendance.Taught.Session;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a person said a stranger of that name to be, the last time one was in a session of the same cohort. It is offered and
 * never counted: a name is whatever somebody types.
 */
@Component
class Suggestions {
    private final JdbcClient db;

    Suggestions(JdbcClient db) {
        this.db = db;
    }

    /** What two spellings of a name have in common; null for no name. */
    static @Nullable String nameKey(@Nullable String name) {
        if (name == null) {
            return null;
        }
        var key = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
        return key.isEmpty() ? null : key;
    }

    /** The same strangers, each with what there is to offer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Unmatched> offer(Session session, List<Unmatched> strangers) {
        var named = strangers.stream()
                .filter(one -> nameKey(one.name()) != null)
                .collect(Collectors.groupingBy(one -> Objects.requireNonNull(nameKey(one.name()))));
        if (named.isEmpty()) {
            return strangers;
        }
        // Of two there at once, nobody knows which of them it was the last time.
        named.values().removeIf(Suggestions::together);
        var said = said(session, named.keySet());
        return strangers.stream()
                .map(one -> one.suggested(said.get(Objects.requireNonNullElse(nameKey(one.name()), ""))))
                .toList();
    }

    private static boolean together(List<Unmatched> namesakes) {
        var inOrder = new ArrayList<>(namesakes);
        inOrder.sort(Comparator.comparing(Unmatched::firstJoin));
        var until = Instant.MIN;
        for (var one : inOrder) {
            if (one.firstJoin().isBefore(until)) {
                return true;
            }
            until = Objects.requireNonNullElse(one.lastLeave(), Instant.MAX);
        }
        return false;
    }

    /** By the key of the name; without those of which different things were said. */
    private Map<String, Suggestion> said(Session session, Set<String> nameKeys) {
        var said = new HashMap<String, Suggestion>();
        var unclear = new HashSet<String>();
        db.sql("""
                select r.name_key, r.learner_id, l.name, r.resolved_at from training.attendance_resolutions r
                join training.sessions s on s.id = r.session_id
                left join training.learners l on l.id = r.learner_id
                where s.cohort_id = :cohort and r.name_key = any(:names) and (l.id is null
                  or exists (select from training.enrolments e where e.learner_id = l.id and e.cohort_id = :cohort)
                  or exists (select from training.session_attendance a where a.user_id = l.id and a.session_id = :session))
                order by r.resolved_at
                """)
                .param("cohort", session.cohort())
                .param("session", session.id())
                .param("names", nameKeys.toArray(String[]::new))
                .query(row -> {
                    var key = row.getString("name_key");
                    var learner = row.getObject("learner_id", UUID.class);
                    var before = said.put(
                            key,
                            new Suggestion(
                                    learner,
                                    row.getString("name"),
                                    learner == null,
                                    Timestamps.read(row, "resolved_at")));
                    if (before != null && !Objects.equals(before.userId(), learner)) {
                        unclear.add(key);
                    }
                });
        said.keySet().removeAll(unclear);
        return said;
    }
}
