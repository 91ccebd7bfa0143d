package app.rapport.conversations;

import app.rapport.conversations.transcript.Transcript;
import app.rapport.customers.CustomerDirectory;
import app.rapport.customers.CustomerMatching;
import app.rapport.customers.Match;
import app.rapport.customers.Sighting;
import app.rapport.customers.SightingResolved;
import app.rapport.identity.UserId;
import app.rapport.identity.Users;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who took part, and so whose conversation it was. Callers hold the transaction. */
@Repository
class Participants {
    private final JdbcClient db;
    private final CustomerMatching matching;
    private final CustomerDirectory customers;
    private final Users users;

    Participants(JdbcClient db, CustomerMatching matching, CustomerDirectory customers, Users users) {
        this.db = db;
        this.matching = matching;
        this.customers = customers;
        this.users = users;
    }

    /** Records those named, and speakers of the transcript nobody named; finds the customer unless a person chose one. */
    void record(UUID conversation, NewConversation given, @Nullable Transcript transcript) {
        var source = given.source() == null ? "api" : given.source();
        var named = given.participants() == null ? List.<NewConversation.Participant>of() : given.participants();
        var seen = new ArrayList<Seen>();
        for (var person : named) {
            seen.add(see(seen.size(), source, person));
        }
        var speakers = transcript == null ? List.<String>of() : transcript.speakers();
        var people = seen.stream().map(Seen::person).toList();
        var recognised = Recognition.of(people, speakers);
        for (var place = 0; place < seen.size(); place++) {
            var one = seen.get(place);
            insert(conversation, place, nameOf(one, place, recognised), one.email(), one.match());
        }
        var place = seen.size();
        for (var speaker : speakers) {
            if (!recognised.containsKey(speaker)) {
                // A name alone says nothing about who it was: kept to be read, not matched.
                insert(conversation, place++, speaker, null, null);
            }
        }
        findCustomer(conversation);
    }

    /** @param name as given, else as we know them */
    private record Seen(
            @Nullable String name,
            @Nullable String email,
            @Nullable Match match) {
        Recognition.Person person() {
            return new Recognition.Person(name, email);
        }
    }

    private Seen see(int position, String source, NewConversation.Participant person) {
        var email = EmailAddress.of(person.email()).map(EmailAddress::value).orElse(null);
        if (person.email() != null && !person.email().isBlank() && email == null) {
            throw Problem.invalid(
                            "invalid_email", "The e-mail address of participant " + (position + 1) + " is not one.")
                    .with("position", position + 1)
                    .with("field", "participants[" + position + "].email");
        }
        var name = person.name() == null || person.name().isBlank()
                ? null
                : person.name().strip();
        if (name == null && email == null) {
            throw Problem.invalid(
                            "invalid_participant",
                            "Participant " + (position + 1) + " has neither name nor e-mail address.")
                    .with("position", position + 1)
                    .with("field", "participants[" + position + "]");
        }
        var match = email == null ? null : matching.resolve(new Sighting(source, null, email, name));
        return new Seen(name != null ? name : knownAs(match), email, match);
    }

    private @Nullable String knownAs(@Nullable Match match) {
        return switch (match) {
            case Match.Known(var customer, var stakeholder) ->
                customers
                        .stakeholder(stakeholder)
                        .map(CustomerDirectory.Stakeholder::name)
                        .orElse(null);
            case Match.Internal(var user) ->
                users.find(new UserId(user)).map(Users.User::name).orElse(null);
            case Match.Company company -> null;
            case Match.Unmatched unmatched -> null;
            case null -> null;
        };
    }

    /** Somebody given by nothing but an address goes by the name they are spoken by. */
    private String nameOf(Seen one, int place, Map<String, Integer> recognised) {
        if (one.name() != null) {
            return one.name();
        }
        var spoken = recognised.entrySet().stream()
                .filter(entry -> entry.getValue() == place)
                .map(Map.Entry::getKey)
                .findFirst();
        if (spoken.isPresent() && one.match() instanceof Match.Unmatched stranger) {
            matching.named(stranger, spoken.get());
        }
        return spoken.orElseGet(() -> Objects.requireNonNull(one.email()));
    }

    private void insert(UUID conversation, int position, String name, @Nullable String email, @Nullable Match match) {
        db.sql("""
                insert into conversations.participant
                  (organization_id, conversation_id, position, name, email, internal_user_id, customer_id, stakeholder_id, unmatched_id)
                values (:organization, :conversation, :position, :name, :email, :user, :customer, :stakeholder, :unmatched)
                """)
                .param("organization", Tenancy.current().value())
                .param("conversation", conversation)
                .param("position", position)
                .param("name", name)
                .param("email", email)
                .param("user", match instanceof Match.Internal(var user) ? user : null)
                .param("customer", customerOf(match))
                .param("stakeholder", match instanceof Match.Known(var any, var stakeholder) ? stakeholder : null)
                .param("unmatched", match instanceof Match.Unmatched(var unmatched) ? unmatched : null)
                .update();
    }

    private static @Nullable UUID customerOf(@Nullable Match match) {
        return switch (match) {
            case Match.Known(var customer, var stakeholder) -> customer;
            case Match.Company(var customer) -> customer;
            case Match.Internal internal -> null;
            case Match.Unmatched unmatched -> null;
            case null -> null;
        };
    }

    /** Most participants decide; of a tie, the one named first. */
    private boolean findCustomer(UUID conversation) {
        return db.sql("""
                update conversations.conversations c set customer_id = found.customer_id
                from (select customer_id from conversations.participant where conversation_id = :id and customer_id is not null
                      group by customer_id order by count(*) desc, min(position) limit 1) found
                where c.id = :id and not c.customer_chosen and c.customer_id is distinct from found.customer_id
                """).param("id", conversation).update() == 1;
    }

    /** Somebody of the unmatched queue is known now. Returns the conversations that this changed. */
    List<UUID> resolved(SightingResolved resolution) {
        var touched = db.sql("""
                update conversations.participant set customer_id = :customer, stakeholder_id = :stakeholder, unmatched_id = null,
                  name = case when name = email then coalesce(:name, name) else name end
                where unmatched_id is not null and email = :email
                returning conversation_id
                """)
                .param("customer", resolution.customerId())
                .param("stakeholder", resolution.stakeholderId())
                .param("email", resolution.email())
                .param(
                        "name",
                        resolution.stakeholderId() == null
                                ? null
                                : knownAs(new Match.Known(resolution.customerId(), resolution.stakeholderId())))
                .query((row, number) -> row.getObject("conversation_id", UUID.class))
                .list();
        touched.forEach(this::findCustomer);
        return touched.stream().distinct().toList();
    }

    /** Our own user among the participants with this name, if it is one person's. */
    @Nullable
    UUID userNamed(UUID conversation, @Nullable String name) {
        if (name == null) {
            return null;
        }
        var users = db.sql("""
                select distinct internal_user_id from conversations.participant
                where conversation_id = :id and internal_user_id is not null and lower(name) = lower(:name)
                """)
                .param("id", conversation)
                .param("name", name)
                .query(UUID.class)
                .list();
        return users.size() == 1 ? users.getFirst() : null;
    }
}
