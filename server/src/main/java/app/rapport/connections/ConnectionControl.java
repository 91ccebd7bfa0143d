package app.rapport.connections;

import app.rapport.platform.Wording;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes and ends connections of the organisation in scope, for screens and their routes. Begins its own
 * transactions: call outside one, for some of it asks the provider. Everything is audited.
 */
public interface ConnectionControl {
    /**
     * Connects with a token a person pasted. The provider is asked whether it works and whose it is.
     *
     * @param account the provider's id of the account, where its token cannot tell; a token of another account is refused
     * @throws app.rapport.platform.Problem unknown_provider, token_not_supported, token_refused, other_account …
     */
    ConnectionView connectWithToken(String provider, @Nullable String label, String token, @Nullable String account);

    /** Of a category ({@code crm}), oldest first, disconnected ones left out. */
    List<ConnectionView> list(String category);

    ConnectionView view(UUID id);

    /** Asks the provider for something small. The connection's health knows the answer afterwards. */
    Test test(UUID id);

    /** Nothing is sent while it is paused. */
    ConnectionView pause(UUID id, boolean paused);

    /** @param settings replaces the values of these keys; an empty value removes the key */
    ConnectionView change(UUID id, @Nullable String label, Map<String, String> settings);

    /** Takes back our right at the provider as far as it lets us, and destroys the credentials. What was synced stays. */
    void disconnect(UUID id);

    /**
     * @param nextStep empty when it worked
     * @param words message and next step, for other languages
     */
    record Test(boolean ok, String message, String nextStep, long durationMs, Wording words) {}
}
