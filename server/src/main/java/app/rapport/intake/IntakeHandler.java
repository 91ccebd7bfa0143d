package app.rapport.intake;

import app.rapport.platform.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Understands one provider's webhooks. A bean; its effects are idempotent and commute, for receipts come doubled and in any order. */
public interface IntakeHandler {
    /** The provider's word in {@code /api/webhooks/{provider}}. */
    String provider();

    /**
     * Whether the request is the provider's, over the raw bytes and in constant time. Runs on the fast path: no database, no
     * provider call.
     */
    Verdict verify(Request request);

    /** Does once, unasked and without effect, what the first of many requests would else hold the others up with. */
    default void rehearse() {}

    /** Which organisations the receipt is about, as far as its content says: they may look at it. In system scope. */
    default Set<OrganizationId> concerns(Receipt receipt) {
        return Set.of();
    }

    /** Does what the receipt says. Runs from the queue, in system scope and outside a transaction; enters organisations itself. A thrown exception means: again later. */
    void handle(Receipt receipt) throws Exception;

    /** One that does many at little more than the cost of one. */
    interface Together extends IntakeHandler {
        /**
         * Like {@link #handle(Receipt)} for several; whose each is. What is thrown is about all of them, and each is then
         * handled alone.
         */
        Map<UUID, Set<OrganizationId>> handle(List<Receipt> receipts) throws Exception;

        @Override
        default void handle(Receipt receipt) throws Exception {
            var ignored = handle(List.of(receipt));
        }
    }

    sealed interface Verdict {
        record Genuine() implements Verdict {}

        /** Answered with 401 and the sentence. */
        record Refused(String code, String sentence) implements Verdict {}

        /** A question that its answer settles, the provider's trial of the address: answered with 200 and this JSON, not kept. */
        record Answered(byte[] json) implements Verdict {}
    }

    /** @param url as the provider called it, from the configured public address; header names are lower case */
    record Request(String method, String url, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {}

    record Receipt(UUID id, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {}
}
