package app.rapport.messages;

import app.rapport.identity.Permission;
import app.rapport.platform.OrganizationId;
import app.rapport.platform.RapportSettings;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import jakarta.mail.MessagingException;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes due messages out of the outbox and hands them to the mail server; again later while it refuses. */
class MailSender {
    private static final Logger log = LoggerFactory.getLogger(MailSender.class);
    private static final int AT_ONCE = 20;
    /** Longer than a batch can take: nobody else takes a message that may be on its way. */
    private static final Duration CLAIM = Duration.ofMinutes(20);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12));

    private static final Pattern FOR_GOOD = Pattern.compile("5\\d\\d\\b");

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Notices notices;
    private final Clock clock;
    private final JavaMailSender server;
    private final String from;

    MailSender(
            JdbcClient db,
            TransactionTemplate transaction,
            Notices notices,
            Clock clock,
            SmtpSettings settings,
            RapportSettings rapport) {
        this.db = db;
        this.transaction = transaction;
        this.notices = notices;
        this.clock = clock;
        this.server = settings.connect();
        this.from = settings.sender(rapport);
    }

    private record Due(
            UUID id,
            OrganizationId organization,
            String to,
            String subject,
            String text,
            @Nullable String html,
            Mail.@Nullable Attachment attachment,
            int attempts) {
        boolean inParts() {
            return html != null || attachment != null;
        }
    }

    /** Sends what is due now; the answer says how many messages were tried. */
    int sendDue() {
        var due = claim();
        for (var message : due) {
            try {
                server.send(mime -> {
                    var helper = new MimeMessageHelper(mime, message.inParts(), "UTF-8");
                    helper.setFrom(from);
                    helper.setTo(message.to());
                    helper.setSubject(message.subject());
                    if (message.html() == null) {
                        helper.setText(message.text());
                    } else {
                        helper.setText(message.text(), message.html());
                    }
                    if (message.attachment() != null) {
                        var bytes = message.attachment().content().getBytes(StandardCharsets.UTF_8);
                        helper.addAttachment(
                                message.attachment().name(),
                                new ByteArrayDataSource(
                                        bytes, message.attachment().type()));
                    }
                    // The same for every attempt, so that a mail server may notice a repetition.
                    mime.setHeader("Message-ID", "<" + message.id() + "@rapport>");
                });
                sent(message);
            } catch (MailException e) {
                failed(message, e);
            }
        }
        return due.size();
    }

    private List<Due> claim() {
        var now = clock.instant();
        return Tenancy.system(() -> transaction.execute(status -> db.sql("""
                update messages.outbox set attempts = attempts + 1, claimed_until = :until
                where id in (
                  select id from messages.outbox
                  where state = 'waiting' and next_attempt_at <= :now and (claimed_until is null or claimed_until < :now)
                  order by next_attempt_at limit :most for update skip locked)
                returning id, organization_id, recipient, subject, text_body, html_body, attachment_name, attachment_type, attachment,
                  attempts
                """)
                .param("until", Timestamps.at(now.plus(CLAIM)))
                .param("now", Timestamps.at(now))
                .param("most", AT_ONCE)
                .query((row, number) -> new Due(
                        row.getObject("id", UUID.class),
                        new OrganizationId(row.getObject("organization_id", UUID.class)),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("text_body"),
                        row.getString("html_body"),
                        row.getString("attachment") == null
                                ? null
                                : new Mail.Attachment(
                                        row.getString("attachment_name"),
                                        row.getString("attachment_type"),
                                        row.getString("attachment")),
                        row.getInt("attempts")))
                .list()));
    }

    private void sent(Due message) {
        record(message, "sent", clock.instant(), null, null);
    }

    private void failed(Due message, MailException e) {
        var reason = reason(e);
        log.warn("e-mail {} was not sent (attempt {}): {}", message.id(), message.attempts(), reason);
        if (isFinal(e) || message.attempts() > PAUSES.size()) {
            record(message, "failed", null, null, reason);
        } else {
            record(message, "waiting", null, clock.instant().plus(PAUSES.get(message.attempts() - 1)), reason);
        }
    }

    private void record(
            Due message, String state, @Nullable Instant sentAt, @Nullable Instant next, @Nullable String error) {
        Tenancy.run(
                message.organization(),
                () -> transaction.executeWithoutResult(status -> {
                    db.sql("""
                    update messages.outbox set state = :state, sent_at = :sentAt, next_attempt_at = :next,
                      claimed_until = null, error = :error where id = :id and state = 'waiting'
                    """)
                            .param("state", state)
                            .param("sentAt", Timestamps.atOrNull(sentAt))
                            .param("next", Timestamps.atOrNull(next))
                            .param("error", error)
                            .param("id", message.id())
                            .update();
                    if (state.equals("failed")) {
                        notices.raise(
                                Permission.MEMBERS_MANAGE,
                                new Notices.Notice(
                                        "mail.failed",
                                        Notices.Severity.ERROR,
                                        "An e-mail could not be sent",
                                        "“" + message.subject() + "” to " + message.to() + ": " + error,
                                        Map.of(
                                                "subject",
                                                message.subject(),
                                                "to",
                                                message.to(),
                                                "said",
                                                String.valueOf(error)),
                                        "/settings/outbox",
                                        message.id().toString()));
                    }
                }));
    }

    /** The mail server said never, not later: its reply, which begins with a code of three digits, is what is thrown. */
    private static boolean isFinal(MailException e) {
        return FOR_GOOD.matcher(reason(e)).lookingAt();
    }

    private static String reason(MailException e) {
        var cause = cause(e);
        var said = cause == null ? e.getMessage() : cause.getMessage();
        var text = said == null
                ? "the mail server did not say why"
                : said.replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > 500 ? text.substring(0, 500) : text;
    }

    private static @Nullable Exception cause(MailException e) {
        var first = e instanceof MailSendException send && send.getMessageExceptions().length > 0
                ? send.getMessageExceptions()[0]
                : e.getCause() instanceof Exception exception ? exception : null;
        var innermost = first;
        while (innermost instanceof MessagingException messaging && messaging.getNextException() != null) {
            innermost = messaging.getNextException();
        }
        return innermost;
    }
}
