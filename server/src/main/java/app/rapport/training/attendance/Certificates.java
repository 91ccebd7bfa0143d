package app.rapport.training.attendance;

import app.rapport.identity.CurrentUser;
import app.rapport.identity.Organizations;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.Problem;
import app.rapport.platform.SqlArrays;
import app.rapport.training.attendance.Taught.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Certifies that a learner attended a session, in the learner's language. */
@Service
class Certificates {
    private final JdbcClient db;
    private final Taught taught;
    private final AttendanceReads reads;
    private final SettingsDesk settings;
    private final Users users;
    private final Organizations organizations;

    Certificates(
            JdbcClient db,
            Taught taught,
            AttendanceReads reads,
            SettingsDesk settings,
            Users users,
            Organizations organizations) {
        this.db = db;
        this.taught = taught;
        this.reads = reads;
        this.settings = settings;
        this.users = users;
        this.organizations = organizations;
    }

    private record Words(String title, String certifies, String attended, String on, String by) {
        static final Words ENGLISH =
                new Words("Certificate of attendance", "This certifies that", "attended", "%s · %d minutes", "%s, %s");
        static final Words ARABIC =
                new Words("شهادة حضور", "تشهد هذه الوثيقة بأن", "حضر جلسة", "%s · %d دقيقة", "%s، %s");

        static Words of(String locale) {
            return locale.startsWith("ar") ? ARABIC : ENGLISH;
        }
    }

    @Transactional(readOnly = true)
    public byte[] of(UUID id, UUID learner) {
        return of(taught.forCaller(id), learner);
    }

    /** The caller's own. */
    @Transactional(readOnly = true)
    public byte[] mine(UUID id) {
        var session = taught.find(id).orElseThrow(() -> Problem.notFound("session"));
        var learner = db.sql("""
                select l.id from training.learners l join training.session_attendance a on a.user_id = l.id
                where a.session_id = :session and l.user_id = :user
                """)
                .param("session", id)
                .param("user", CurrentUser.now().id().value())
                .query(SqlArrays::id)
                .optional()
                .orElseThrow(() -> Problem.notFound("session"));
        return of(session, learner);
    }

    private byte[] of(Session session, UUID learner) {
        var attendee = reads.one(session, learner).orElseThrow(() -> Problem.notFound("learner"));
        if (!settings.current().certificates()) {
            throw Problem.conflict("certificates_off", "This organisation gives no certificates.");
        }
        if (!session.over() || !Verdict.counts(attendee.status())) {
            throw Problem.conflict("no_certificate", "A certificate is for who attended a session that is over.");
        }
        var locale = db.sql("select locale from training.learners where id = :id")
                .param("id", learner)
                .query((row, number) -> row.getString("locale"))
                .single();
        var words = Words.of(locale);
        var started = session.startedAt() == null ? session.start() : session.startedAt();
        var minutes = minutes(session, started);
        var teacher = users.find(new UserId(session.instructor()))
                .map(Users.User::name)
                .orElse("");
        return new Certificate(words.title() + ": " + attendee.name() + ", " + session.title())
                .line(words.title(), 34, 150)
                .line(words.certifies(), 15, 215)
                .line(attendee.name(), 30, 270)
                .line(words.attended(), 15, 320)
                .line(session.title(), 22, 365)
                .line(words.on().formatted(day(started, locale), minutes), 14, 410)
                .line(words.by().formatted(teacher, organizations.current().name()), 14, 490)
                .pdf();
    }

    private static long minutes(Session session, Instant started) {
        var ended = session.endedAt();
        return ended == null
                ? session.minutes()
                : Math.max(1, Math.round(Duration.between(started, ended).toSeconds() / 60.0));
    }

    private static String day(Instant at, String locale) {
        ZoneId zone = CurrentUser.now().zone();
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.forLanguageTag(locale))
                .withDecimalStyle(DecimalStyle.STANDARD)
                .format(at.atZone(zone));
    }
}
