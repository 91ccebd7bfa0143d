package app.rapport.customers;

import app.rapport.identity.Users;
import app.rapport.platform.EmailAddress;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Explicit id, then exact e-mail, then company domain (never free mail), else the unmatched queue. Never by name. */
@Service
class Matcher implements CustomerMatching {
    private final JdbcClient db;
    private final Users users;
    private final LiveEvents live;
    private final Clock clock;

    Matcher(JdbcClient db, Users users, LiveEvents live, Clock clock) {
        this.db = db;
        this.users = users;
        this.live = live;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Match resolve(Sighting sighting) {
        return known(sighting)
                .orElseGet(() ->
                        unmatched(sighting, EmailAddress.of(sighting.email()).orElse(null)));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Match> known(Sighting sighting) {
        var email = EmailAddress.of(sighting.email());
        return byExplicitId(sighting)
                .or(() -> email.flatMap(address -> byEmail(sighting.provider(), address)))
                .or(() -> email.flatMap(FreeMail::companyDomain).flatMap(this::byDomain));
    }

    @Override
    @Transactional
    public void named(Match.Unmatched stranger, String name) {
        db.sql("update customers.unmatched set name = :name where id = :id and name is null")
                .param("id", stranger.unmatchedId())
                .param("name", name)
                .update();
    }

    private Optional<Match> byExplicitId(Sighting sighting) {
        return sighting.externalId() == null
                ? Optional.empty()
                : remembered(sighting.provider(), "external_id", sighting.externalId());
    }

    private Optional<Match> byEmail(String provider, EmailAddress email) {
        return users.byEmail(email.value())
                .<Match>map(user -> new Match.Internal(user.id().value()))
                .or(() -> db.sql("""
                                select s.customer_id, s.id from customers.stakeholder_email e
                                join customers.stakeholders s on s.id = e.stakeholder_id
                                where e.email = :email and s.archived_at is null
                                """)
                        .param("email", email.value())
                        .query((row, number) ->
                                (Match) new Match.Known(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                        .optional())
                .or(() -> remembered(provider, "email", email.value()));
    }

    private Optional<Match> byDomain(String domain) {
        return db.sql("""
                select d.customer_id from customers.customer_domain d join customers.customers c on c.id = d.customer_id
                where d.domain = :domain and c.archived_at is null
                """)
                .param("domain", domain)
                .query((row, number) -> (Match) new Match.Company(row.getObject(1, UUID.class)))
                .optional();
    }

    private Optional<Match> remembered(String provider, String kind, String value) {
        return db.sql("""
                select customer_id, stakeholder_id from customers.known_identity
                where provider = :provider and kind = :kind and value = :value
                """)
                .param("provider", provider)
                .param("kind", kind)
                .param("value", value)
                .query((row, number) -> {
                    var customer = row.getObject("customer_id", UUID.class);
                    var stakeholder = row.getObject("stakeholder_id", UUID.class);
                    return stakeholder == null
                            ? (Match) new Match.Company(customer)
                            : new Match.Known(customer, stakeholder);
                })
                .optional();
    }

    private Match unmatched(Sighting sighting, @Nullable EmailAddress email) {
        var now = Timestamps.at(clock.instant());
        var id = db.sql("""
                insert into customers.unmatched
                  (id, organization_id, provider, external_id, email, name, key, first_seen_at, last_seen_at)
                values (:id, :organization, :provider, :externalId, :email, :name, :key, :now, :now)
                on conflict (organization_id, provider, key) do update
                  set sightings = customers.unmatched.sightings + 1, last_seen_at = :now,
                      name = coalesce(excluded.name, customers.unmatched.name)
                returning id
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("provider", sighting.provider())
                .param("externalId", sighting.externalId())
                .param("email", email == null ? null : email.value())
                .param("name", sighting.name())
                .param("key", keyOf(sighting, email))
                .param("now", now)
                .query(UUID.class)
                .single();
        live.publish("unmatched", id.toString());
        return new Match.Unmatched(id);
    }

    /** What makes two sightings the same stranger: the provider's id, else the address, else the name as it was written. */
    private static String keyOf(Sighting sighting, @Nullable EmailAddress email) {
        if (sighting.externalId() != null) {
            return "id:" + sighting.externalId();
        }
        if (email != null) {
            return "email:" + email.value();
        }
        return "name:" + (sighting.name() == null ? "" : sighting.name().strip().toLowerCase(Locale.ROOT));
    }
}
