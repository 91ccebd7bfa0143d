package app.rapport.identity;

import java.time.Instant;

/** Sends links to a new password. A bean of a module that can; called inside the transaction that makes the link. */
public interface ResetLetters {
    void send(Letter letter);

    /**
     * @param link lets whoever follows it choose the account's password: only its owner may get it
     * @param administrator whether it is of those who look messages up for others
     */
    record Letter(
            String to,
            String name,
            String organization,
            String link,
            Instant expiresAt,
            String locale,
            boolean administrator) {}
}
