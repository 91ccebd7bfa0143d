package app.rapport.connections;

import app.rapport.connections.ProviderHttp.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a reply's headers say of the provider's limits. */
final class Readings {
    private Readings() {}

    /** A budget of ours and how much of it the provider sees left. */
    record Left(Provider.Budget budget, long left) {}

    /** How much of its limit the account has used, for the connection's page and our restraint. */
    static ConnectionRow.@Nullable Reading usage(Provider provider, Reply reply, Instant now) {
        var usage = provider.usage();
        if (usage != null) {
            var header = reply.header(usage.header());
            var found = header == null ? null : Pattern.compile(usage.pattern()).matcher(header);
            return found != null && found.find()
                    ? new ConnectionRow.Reading(
                            Long.parseLong(found.group("limit")), Long.parseLong(found.group("used")), now)
                    : null;
        }
        var remaining = provider.remaining();
        if (remaining == null) {
            return null;
        }
        var limit = number(reply.header(remaining.limitHeader()));
        var left = number(reply.header(remaining.header()));
        return limit < 0 || left < 0 ? null : new ConnectionRow.Reading(limit, Math.max(0, limit - left), now);
    }

    /**
     * Only when little is left: with much to spare a difference is just requests under way, and looking costs.
     */
    static Optional<Left> remaining(Provider provider, Reply reply) {
        var remaining = provider.remaining();
        if (remaining == null) {
            return Optional.empty();
        }
        var left = number(reply.header(remaining.header()));
        return provider.budgets().stream()
                .filter(budget -> budget.name().equals(remaining.budget()))
                .filter(budget -> left >= 0 && left < budget.limit() / 4)
                .findFirst()
                .map(budget -> new Left(budget, left));
    }

    private static long number(@Nullable String header) {
        try {
            return header == null ? -1 : Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
