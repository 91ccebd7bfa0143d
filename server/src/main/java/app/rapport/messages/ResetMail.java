package app.rapport.messages;

import app.rapport.identity.ResetLetters;
import app.rapport.platform.PrivateFile;
import app.rapport.platform.RapportSettings;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes to people who forgot their password, in their own language.
 *
 * <p>Without a mail server the outbox page keeps the link for an administrator to pass on. An administrator who is locked out
 * cannot look there, so that link is put in a file as well, which only the operator of the machine can read.
 */
@Component
class ResetMail implements ResetLetters {
    static final String FILE = "password-reset.txt";
    private static final Logger log = LoggerFactory.getLogger(ResetMail.class);
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

    private final Mail mail;
    private final SmtpSettings smtp;
    private final RapportSettings rapport;

    ResetMail(Mail mail, SmtpSettings smtp, RapportSettings rapport) {
        this.mail = mail;
        this.smtp = smtp;
        this.rapport = rapport;
    }

    @Override
    public void send(Letter letter) {
        var words = letter.locale().equals("ar") ? Words.ARABIC : Words.ENGLISH;
        var until = UNTIL.format(letter.expiresAt().atZone(ZoneOffset.UTC));
        var form = new LetterForm(
                letter.locale(),
                words.greeting().formatted(letter.name(), letter.organization()),
                letter.link(),
                words.action(),
                words.limit().formatted(until));
        mail.send(letter.to(), words.subject(), form.text(), form.html());
        if (letter.administrator() && !smtp.present()) {
            leaveOnTheMachine(letter, until);
        }
    }

    private void leaveOnTheMachine(Letter letter, String until) {
        var file = rapport.data().resolve(FILE);
        try {
            PrivateFile.write(file, letter.to() + "\n" + letter.link() + "\nuntil " + until + "\n");
            log.info("an administrator asked for a new password and there is no mail server: the link is in {}", file);
        } catch (IOException e) {
            log.warn("the link to a new password could not be written to {}; it is in the outbox", file, e);
        }
    }

    private record Words(String subject, String greeting, String action, String limit) {
        static final Words ENGLISH = new Words(
                "Choose a new password for Rapport",
                "Hello %s, somebody asked for a new password for your account at %s on Rapport. If it was not you, there is"
                        + " nothing to do: your password stays as it is.",
                "Choose a new password",
                "The link works once, until %s.");
        static final Words ARABIC = new Words(
                "اختر كلمة مرور جديدة لـ Rapport",
                "مرحبًا %s، طُلبت كلمة مرور جديدة لحسابك في %s على Rapport. إن لم تكن أنت من طلبها فلا حاجة إلى أي إجراء:"
                        + " تبقى كلمة مرورك كما هي.",
                "اختيار كلمة مرور جديدة",
                "يعمل الرابط مرة واحدة حتى %s.");
    }
}
