package app.rapport.training;

import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.messages.LetterForm;
import app.rapport.messages.Mail;
import app.rapport.platform.RapportSettings;
import app.rapport.training.Ics.Method;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes to learners about sessions, each in their language, with an entry for their calendar. */
@Component
class SessionLetters {
    private final Users users;
    private final JoinLinks links;
    private final Mail mail;
    private final RapportSettings rapport;
    private final Clock clock;

    SessionLetters(Users users, JoinLinks links, Mail mail, RapportSettings rapport, Clock clock) {
        this.users = users;
        this.links = links;
        this.mail = mail;
        this.rapport = rapport;
        this.clock = clock;
    }

    record Reader(UUID id, String email, String name, boolean hasAccount, String locale) {}

    enum News {
        INVITED,
        MOVED,
        CANCELLED
    }

    /** One letter to each, about all of these sessions of one cohort. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(News news, List<SessionRow> sessions, List<Reader> readers) {
        if (!readers.isEmpty()) {
            var teacher = users.find(new UserId(sessions.getFirst().instructor()));
            readers.forEach(reader -> write(reader, news, sessions, teacher));
        }
    }

    private void write(Reader reader, News news, List<SessionRow> sessions, Optional<Users.User> teacher) {
        var words = reader.locale().equals("ar") ? Words.ARABIC : Words.ENGLISH;
        var cancelled = news == News.CANCELLED;
        var first = sessions.getFirst();
        var links = links(reader, sessions, cancelled);
        var events = sessions.stream()
                .map(session -> event(
                        session,
                        reader,
                        teacher.orElse(null),
                        words,
                        cancelled,
                        Objects.requireNonNull(links.get(session.id()))))
                .toList();
        var times = String.join(
                "\n",
                sessions.stream().map(session -> when(session, reader.locale())).toList());
        var form = new LetterForm(
                reader.locale(),
                words.about(news)
                                .greeting()
                                .formatted(
                                        reader.name(),
                                        first.title(),
                                        teacher.map(Users.User::name).orElse(""))
                        + "\n" + times,
                events.getFirst().link(),
                words.action(),
                cancelled ? "" : words.limit());
        // A request or its end is about one entry; several together are published.
        var method = sessions.size() > 1 ? Method.PUBLISH : cancelled ? Method.CANCEL : Method.REQUEST;
        mail.send(
                reader.email(),
                words.about(news).subject().formatted(first.title()),
                form.text(),
                form.html(),
                new Mail.Attachment(
                        "session.ics",
                        "text/calendar; charset=UTF-8; method=" + method,
                        Ics.of(method, events, clock.instant())));
    }

    private Ics.Event event(
            SessionRow session,
            Reader reader,
            Users.@Nullable User teacher,
            Words words,
            boolean cancelled,
            String link) {
        return new Ics.Event(
                session.id(),
                session.sequence(),
                cancelled,
                session.title(),
                words.action() + ": " + link,
                link,
                session.start(),
                session.end(),
                teacher == null ? null : new Ics.Person(teacher.name(), teacher.email()),
                new Ics.Person(reader.name(), reader.email()));
    }

    /** Somebody without an account gets a way in of their own. */
    private Map<UUID, String> links(Reader reader, List<SessionRow> sessions, boolean cancelled) {
        var ids = sessions.stream().map(SessionRow::id).toList();
        var tokens = reader.hasAccount() || cancelled ? Map.<UUID, String>of() : links.give(ids, reader.id());
        return ids.stream().collect(Collectors.toMap(Function.identity(), id -> {
            var token = tokens.get(id);
            return token == null ? page(id) : page(id) + "?t=" + token;
        }));
    }

    private String page(UUID session) {
        return rapport.appUrl() + "/session/" + session + "/join";
    }

    private static String when(SessionRow session, String locale) {
        ZoneId zone = session.zone();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(Locale.forLanguageTag(locale.equals("ar") ? "ar" : "en-GB"))
                        .format(session.start().atZone(zone))
                + " (" + zone.getId() + ", " + session.minutes() + (locale.equals("ar") ? " دقيقة)" : " min)");
    }

    private record Kind(String subject, String greeting) {}

    /** Subjects name the session; greetings the reader, the session and who teaches. */
    private record Words(Map<News, Kind> kinds, String action, String limit) {
        static final Words ENGLISH = new Words(
                Map.of(
                        News.INVITED,
                        new Kind("Invitation: %s", "Hello %s, you are enrolled in “%s” with %s."),
                        News.MOVED,
                        new Kind("New time: %s", "Hello %s, “%s” with %s has changed. This is how it is now:"),
                        News.CANCELLED,
                        new Kind("Cancelled: %s", "Hello %s, “%s” with %s does not take place.")),
                "Go to the session",
                "You can join as soon as it has begun. The calendar entry is attached.");
        static final Words ARABIC = new Words(
                Map.of(
                        News.INVITED,
                        new Kind("دعوة: %s", "مرحبًا %s، أنت مسجّل في «%s» مع %s."),
                        News.MOVED,
                        new Kind("موعد جديد: %s", "مرحبًا %s، تغيّرت جلسة «%s» مع %s. هذا موعدها الآن:"),
                        News.CANCELLED,
                        new Kind("أُلغيت: %s", "مرحبًا %s، لن تُعقد جلسة «%s» مع %s.")),
                "الذهاب إلى الجلسة",
                "يمكنك الانضمام بمجرد أن تبدأ. موعد التقويم مرفق.");

        Kind about(News news) {
            return Objects.requireNonNull(kinds.get(news));
        }
    }
}
