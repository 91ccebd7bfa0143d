package app.rapport.identity;

import java.time.Instant;

/** Sends invitations. A bean of a module that can; called inside the transaction that makes the invitation. */
public interface InvitationLetters {
    void send(Letter letter);

    /** @param link signs whoever follows it up: only the invited person may get it */
    record Letter(String to, String invitedBy, String organization, String link, Instant expiresAt, String locale) {}
}
