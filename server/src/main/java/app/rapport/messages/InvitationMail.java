package app.rapport.messages;

import app.rapport.identity.InvitationLetters;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Writes to invited people, in the language of whoever invites them. */
@Component
class InvitationMail implements InvitationLetters {
    private final Mail mail;

    InvitationMail(Mail mail) {
        this.mail = mail;
    }

    @Override
    public void send(Letter letter) {
        var until = LocalDate.ofInstant(letter.expiresAt(), ZoneOffset.UTC).toString();
        var words = letter.locale().equals("ar") ? Words.ARABIC : Words.ENGLISH;
        var greeting = words.greeting().formatted(letter.invitedBy(), letter.organization());
        var limit = words.limit().formatted(until);
        var html = """
                <!doctype html><html lang="%s" dir="%s"><meta charset="utf-8"><body>
                <p>%s</p><p><a href="%s">%s</a></p><p>%s</p></body></html>
                """.formatted(
                        letter.locale().equals("ar") ? "ar" : "en",
                        letter.locale().equals("ar") ? "rtl" : "ltr",
                        HtmlUtils.htmlEscape(greeting, "UTF-8"),
                        HtmlUtils.htmlEscape(letter.link(), "UTF-8"),
                        HtmlUtils.htmlEscape(words.action(), "UTF-8"),
                        HtmlUtils.htmlEscape(limit, "UTF-8"));
        mail.send(
                letter.to(),
                words.subject().formatted(letter.organization()),
                greeting + "\n\n" + letter.link() + "\n\n" + limit + "\n",
                html);
    }

    private record Words(String subject, String greeting, String action, String limit) {
        static final Words ENGLISH = new Words(
                "Join %s on Rapport",
                "%s invites you to join %s on Rapport.", "Accept the invitation", "The link works once, until %s.");
        static final Words ARABIC = new Words(
                "انضم إلى %s على Rapport",
                "يدعوك %s إلى الانضمام إلى %s على Rapport.", "قبول الدعوة", "يعمل الرابط مرة واحدة حتى %s.");
    }
}
