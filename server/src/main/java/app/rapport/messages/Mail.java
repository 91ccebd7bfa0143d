package app.rapport.messages;

import org.jspecify.annotations.Nullable;

/**
 * Sends e-mail, in the scope's organisation and the caller's transaction: a message of a change that rolls back is never sent.
 *
 * <p>It leaves through the installation's mail server, at least once. Where there is none, the outbox page keeps it with its
 * links, so that whoever needs one can pass it on.
 */
public interface Mail {
    /** @param html null for a message of plain text; {@code text} always says the same */
    default void send(String to, String subject, String text, @Nullable String html) {
        send(to, subject, text, html, null);
    }

    void send(String to, String subject, String text, @Nullable String html, @Nullable Attachment attachment);

    /** @param type a media type with its parameters, of text */
    record Attachment(String name, String type, String content) {}
}
