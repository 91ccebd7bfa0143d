package app.rapport.messages;

import app.rapport.identity.InvitationLetters;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

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
        var form = new LetterForm(
                letter.locale(),
                words.greeting().formatted(letter.invitedBy(), letter.organization()),
                letter.link(),
                words.action(),
                words.limit().formatted(until));
        mail.send(letter.to(), words.subject().formatted(letter.organization()), form.text(), form.html());
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
