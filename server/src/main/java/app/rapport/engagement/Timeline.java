package app.rapport.engagement;

import app.rapport.customers.CustomerDirectory;
import app.rapport.platform.Cursor;
import app.rapport.platform.Ids;
import app.rapport.platform.LiveEvents;
import app.rapport.platform.Page;
import app.rapport.platform.Problem;
import app.rapport.platform.Tenancy;
import app.rapport.platform.Timestamps;
import app.rapport.platform.Wording;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Keeps and reads the timeline. */
@Service
class Timeline {
    private final JdbcClient db;
    private final CustomerDirectory customers;
    private final LiveEvents live;
    private final JsonMapper json;
    private final Clock clock;

    Timeline(JdbcClient db, CustomerDirectory customers, LiveEvents live, JsonMapper json, Clock clock) {
        this.db = db;
        this.customers = customers;
        this.live = live;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A fact as another module reports it.
     *
     * @param words of the summary, where it is a sentence of ours
     */
    record Fact(
            String key,
            UUID customer,
            @Nullable UUID stakeholder,
            String kind,
            String source,
            @Nullable String actor,
            String title,
            @Nullable String summary,
            @Nullable Wording words,
            @Nullable String link,
            Instant at) {}

    /**
     * Makes those who tell of the same fact wait for each other until their transactions end. Call it before looking at how
     * the fact stands: whoever looked before somebody else wrote would otherwise undo it afterwards.
     */
    @Transactional
    void takeTurns(String key) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('engagement.fact:' || :key, 0))")
                .param("key", key)
                .query()
                .listOfRows();
    }

    /** Like {@link #takeTurns(String)} for many facts, always in the same order, so that nobody waits for who waits for them. */
    @Transactional
    void takeTurns(Collection<String> keys) {
        db.sql("""
                select pg_advisory_xact_lock(hashtextextended('engagement.fact:' || key, 0))
                from unnest(:keys::text[]) key
                """)
                .param("keys", keys.stream().sorted().toArray(String[]::new))
                .query()
                .listOfRows();
    }

    /** Adds the fact, or brings its entry up to date. */
    @Transactional
    void keep(Fact fact) {
        db.sql("""
                insert into engagement.activities (id, organization_id, customer_id, stakeholder_id, fact, kind, source, actor,
                  title, summary, words, link, occurred_at, created_at)
                values (:id, :organization, :customer, :stakeholder, :fact, :kind, :source, :actor, :title, :summary, :words::jsonb,
                  :link, :at, :now)
                on conflict (organization_id, fact) do update set customer_id = excluded.customer_id,
                  stakeholder_id = excluded.stakeholder_id, actor = excluded.actor, title = excluded.title,
                  summary = excluded.summary, words = excluded.words, occurred_at = excluded.occurred_at
                """)
                .param("id", Ids.next())
                .param("organization", Tenancy.current().value())
                .param("customer", fact.customer())
                .param("stakeholder", fact.stakeholder())
                .param("fact", fact.key())
                .param("kind", fact.kind())
                .param("source", fact.source())
                .param("actor", fact.actor())
                .param("title", fact.title())
                .param("summary", fact.summary())
                .param("words", fact.words() == null ? null : json.writeValueAsString(fact.words()))
                .param("link", fact.link())
                .param("at", Timestamps.at(fact.at()))
                .param("now", Timestamps.at(clock.instant()))
                .update();
        live.publish("timeline", fact.customer().toString());
    }

    /** The fact is no fact any more, or nobody's. */
    @Transactional
    void forget(String key) {
        forget(List.of(key));
    }

    /** They are no facts any more, or nobody's. */
    @Transactional
    void forget(Collection<String> keys) {
        db
                .sql("delete from engagement.activities where fact = any(:facts) returning customer_id")
                .param("facts", keys.toArray(String[]::new))
                .query((row, number) -> row.getObject("customer_id", UUID.class))
                .list()
                .stream()
                .distinct()
                .forEach(customer -> live.publish("timeline", customer.toString()));
    }

    /** How many entries a customer's timeline has, by who reported them. */
    record Sources(List<Source> items, long total, String definition, Instant asOf) {}

    record Source(String source, long count) {}

    @Transactional(readOnly = true)
    Sources sources(UUID customer) {
        require(customer);
        var items = db.sql("""
                select source, count(*) as count from engagement.activities
                where customer_id = :customer group by source order by count(*) desc, source
                """)
                .param("customer", customer)
                .query((row, number) -> new Source(row.getString("source"), row.getLong("count")))
                .list();
        return new Sources(
                items,
                items.stream().mapToLong(Source::count).sum(),
                "Entries of the whole timeline, one for each real event, counted by the source that reported it.",
                clock.instant());
    }

    private void require(UUID customer) {
        if (customers.customer(customer).isEmpty()) {
            throw Problem.notFound("customer");
        }
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    Page<Activity> of(UUID customer, @Nullable List<String> sources, @Nullable String after, int limit) {
        require(customer);
        var cursor = Cursor.read(after, 2);
        var names = customers.stakeholdersOf(customer).stream()
                .collect(java.util.stream.Collectors.toMap(
                        CustomerDirectory.Stakeholder::id, CustomerDirectory.Stakeholder::name));
        var rows = db.sql("""
                select * from engagement.activities
                where customer_id = :customer
                  and (cast(:sources as text[]) is null or source = any(:sources))
                  and (cast(:at as timestamptz) is null or (occurred_at, id) < (:at, :id))
                order by occurred_at desc, id desc limit :limit
                """)
                .param("customer", customer)
                .param("sources", sources == null || sources.isEmpty() ? null : sources.toArray(String[]::new))
                .param("at", cursor == null ? null : Timestamps.at(cursor.part(0, Instant::parse)))
                .param("id", cursor == null ? null : cursor.part(1, UUID::fromString))
                .param("limit", limit + 1)
                .query((row, number) -> {
                    var stakeholder = row.getObject("stakeholder_id", UUID.class);
                    var name = stakeholder == null ? null : names.get(stakeholder);
                    var actor = row.getString("actor");
                    var words = row.getString("words");
                    return new Activity(
                            row.getObject("id", UUID.class),
                            Timestamps.read(row, "occurred_at"),
                            row.getString("kind"),
                            row.getString("source"),
                            actor == null ? null : new Activity.Named(actor),
                            stakeholder == null || name == null ? null : new Activity.Subject(stakeholder, name),
                            row.getString("title"),
                            row.getString("summary"),
                            words == null ? null : json.readValue(words, Wording.class),
                            row.getString("link"));
                })
                .list();
        return Page.of(rows, limit, activity -> Cursor.of(activity.at(), activity.id()));
    }
}
