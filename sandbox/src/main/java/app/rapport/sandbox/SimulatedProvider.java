package app.rapport.sandbox;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One provider: answers as the real one would, and lets its state be seen and changed from outside. */
public interface SimulatedProvider {
    /** The word in the address, for instance {@code salesforce}. */
    String id();

    /** Does what the request asks and answers it. */
    Reply answer(Call call);

    /** An error in this provider's own shape. */
    Reply failure(int status, @Nullable String code);

    /** Whether this request is one the published contract describes. */
    default boolean underContract(Call call) {
        return true;
    }

    /** The kinds of records kept. */
    Collection<String> types();

    /** All live records of a kind, oldest first. An unknown kind is an {@link IllegalArgumentException}. */
    List<ObjectNode> records(String type);

    /** How many live records of a kind there are. */
    int count(String type);

    /** Adds a record as a user of the provider would, without its API's checks of tokens and limits. */
    ObjectNode add(String type, ObjectNode fields);

    /** Changes a record as a user of the provider would; null when there is none with this id. */
    @Nullable
    ObjectNode change(String type, String id, ObjectNode fields);

    /** Tokens issued, refreshes counted and the settings in force. */
    ObjectNode state();

    /** Makes every access token fail as expired; refresh tokens go on working. */
    void expireTokens();

    /** Ends every grant, as when a customer removes the app. */
    void revokeTokens();

    /** What can be set at {@code /control/{provider}/settings}. */
    List<String> settings();

    /** Takes over those of the settings that were given. */
    void set(Given wanted);

    /** Controls only this provider has, below {@code /control/{provider}}; null when the path is not one of them. */
    @Nullable
    Reply control(Call call, List<String> path);

    /** Back to the seed data; settings and counters go, but who was let in stays in. */
    void reset();

    /** Nothing more will be asked. */
    default void close() {}
}
