package app.rapport.crm.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds people, companies, deals and our own records in a CRM: in which order is told here, how in each CRM's package. */
public abstract class Lookups {
    /** The CRM's clock and ours need not agree. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

    private static final Duration USERS_STAY = Duration.ofMinutes(30);

    private record User(UUID connection, String email) {}

    private final Remembered<User, Optional<String>> users;

    protected Lookups(Clock clock) {
        this.users = new Remembered<>(clock, USERS_STAY);
    }

    /** The persons known there by these addresses, at most one for each, in the order of the addresses. */
    public abstract List<RemotePerson> people(CrmAccount account, List<String> emails) throws CrmFailure;

    /** The company of the person there, else the one with this id there, else the one that owns one of the domains. */
    public final Optional<RemoteCompany> company(CrmAccount account, CompanyHint hint) throws CrmFailure {
        var person = hint.person();
        if (person != null && person.companyId() != null) {
            return Optional.of(new RemoteCompany(person.companyId(), null, List.of()));
        }
        var id = hint.externalId();
        if (id != null && !id.isBlank()) {
            var found = companyWithId(account, id);
            if (found.isPresent()) {
                return found;
            }
        }
        for (var domain : hint.domains()) {
            var found = companyOwning(account, domain);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The open deal a talk with this person or company belongs to: theirs before the company's, the earliest to close first. */
    public final Optional<RemoteDeal> openDeal(CrmAccount account, DealHint hint) throws CrmFailure {
        var person = hint.person();
        if (person != null) {
            var own = openDealOf(account, person);
            if (own.isPresent()) {
                return own;
            }
        }
        var company = hint.company();
        return company == null ? Optional.empty() : openDealOf(account, company);
    }

    /** The id there of the user with this address. */
    public final Optional<String> owner(CrmAccount account, String email) throws CrmFailure {
        return users.get(new User(account.connection(), email), false, () -> userWithEmail(account, email));
    }

    /** The values these fields of a record have now, for the record of what changed. Absent fields are left out. */
    public abstract Map<String, String> values(CrmAccount account, RemoteRef record, List<String> fields)
            throws CrmFailure;

    /**
     * Records made since then that carry the draft's mark, oldest first. Asked when an earlier write may have gone through
     * without our hearing of it.
     */
    public final List<RemoteRef> marked(CrmAccount account, Draft draft, Instant since) throws CrmFailure {
        var from = since.minus(CLOCKS_APART);
        return switch (draft) {
            case Draft.Activity talk -> marked(account, talk, from);
            case Draft.Task task -> marked(account, task, from);
            case Draft.Person person ->
                people(account, List.of(person.email())).stream()
                        .map(RemotePerson::ref)
                        .toList();
            case Draft.Fields _ -> List.of();
        };
    }

    protected abstract Optional<RemoteCompany> companyWithId(CrmAccount account, String id) throws CrmFailure;

    protected abstract Optional<RemoteCompany> companyOwning(CrmAccount account, String domain) throws CrmFailure;

    protected abstract Optional<RemoteDeal> openDealOf(CrmAccount account, RemotePerson person) throws CrmFailure;

    protected abstract Optional<RemoteDeal> openDealOf(CrmAccount account, RemoteCompany company) throws CrmFailure;

    protected abstract Optional<String> userWithEmail(CrmAccount account, String email) throws CrmFailure;

    protected abstract List<RemoteRef> marked(CrmAccount account, Draft.Activity talk, Instant from) throws CrmFailure;

    protected abstract List<RemoteRef> marked(CrmAccount account, Draft.Task task, Instant from) throws CrmFailure;
}
