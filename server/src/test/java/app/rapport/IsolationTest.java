package app.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Routes.Route;
import app.rapport.identity.Requires;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.Public;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** No organisation reaches another's rows, whatever the table and whatever the route. */
@SandboxTest
@Requirement("H-94")
class IsolationTest {
    /** Ids in a body that name nothing of ours: the sender's own, for what it sends. */
    private static final Set<String> SENDERS_OWN = Set.of("POST /api/events id");

    @Autowired
    TestOrganizations organizations;

    @Autowired
    List<SampleIds> samples;

    @Autowired
    Routes routes;

    @Autowired
    OwnedRows rows;

    @Autowired
    JdbcClient db;

    @Autowired
    JsonMapper json;

    @BeforeEach
    void providersAsNew() {
        SandboxTest.InPlaceOfProviders.sandbox().reset();
    }

    @Test
    void everyTableIsIsolatedByTheDatabaseItself() {
        var open = db.sql("""
                select n.nspname || '.' || c.relname
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema')
                  and has_schema_privilege(n.oid, 'usage')
                  and (has_table_privilege(c.oid, 'select') or has_table_privilege(c.oid, 'update'))
                  and not (c.relkind = 'v' and 'security_invoker=true' = any(coalesce(c.reloptions, '{}')))
                  and not (c.relrowsecurity and c.relforcerowsecurity
                    and exists (select from pg_policy p where p.polrelid = c.oid
                      and pg_get_expr(p.polqual, p.polrelid) like '%rapport.organization_id%'))
                """).query(String.class).list();
        assertThat(open).as("readable by the application, but not isolated").isSubsetOf(OwnedRows.NOBODYS);

        var ownerless = rows.tables()
                .filter(table ->
                        db.sql("""
                        select count(*) from pg_attribute
                        where attrelid = :table::regclass and attname = 'organization_id' and attnotnull
                        """).param("table", table).query(Long.class).single() == 0)
                .toList();
        assertThat(ownerless).as("without organization_id").isSubsetOf(OwnedRows.OWNED_BESIDE);
    }

    @Test
    void noRowOfOneOrganizationIsSeenByAnother() {
        var ours = organizations.create("Acorn Works");
        ids(ours);
        var theirs = organizations.create("Other Ltd");
        var seen = new ArrayList<String>();
        var filled = new ArrayList<String>();
        for (var table : rows.tables()
                .filter(table -> !OwnedRows.OWNED_BESIDE.contains(table))
                .toList()) {
            if (rows.seenBy(ours, table, ours) > 0) {
                filled.add(table);
            }
            if (rows.seenBy(theirs, table, ours) > 0) {
                seen.add(table);
            }
        }
        assertThat(seen).isEmpty();
        assertThat(filled)
                .as("what this test looked at")
                .contains(
                        "identity.users",
                        "customers.customers",
                        "audit.audit_log",
                        "connections.connection",
                        "crm.sync",
                        "intake.receipt_of",
                        "media.artefact",
                        "media.ladder",
                        "media.personal",
                        "media.render_jobs",
                        "media.upload",
                        "media.voice",
                        "media.voice_name",
                        "platform.delivery_attempt",
                        "platform.job",
                        "webhooks.webhook_deliveries");
        assertThat(rows.digests(theirs).keySet()).containsAll(OwnedRows.OWNED_BESIDE);
        for (var beside : OwnedRows.OWNED_BESIDE) {
            var count = "select count(*) from " + beside;
            assertThat(ours.in(() -> db.sql(count).query(Long.class).single())).isPositive();
            assertThat(theirs.in(() -> db.sql(count).query(Long.class).single()))
                    .isZero();
        }
    }

    @Test
    void everyRouteTriedFromAnotherOrganizationFindsNothing() {
        var ours = organizations.create("Acorn Works");
        var theirs = organizations.create("Other Ltd");
        var ids = ids(ours);
        var before = rows.digests(ours);

        var found = new ArrayList<String>();
        for (var route : routes.without(Public.class)) {
            if (!route.things().isEmpty()) {
                assertThat(ids).as("a sample for %s", route.name()).containsKeys(keysOf(route));
                var status = status(theirs.admin(), route, ids, body(route, ids));
                if (status != 404) {
                    found.add(route.name() + " answered " + status);
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(rows.digests(ours)).as("nothing of ours changed").isEqualTo(before);
    }

    @Test
    void noIdOfAnotherOrganizationIsTakenInABodyOrAQuery() {
        var ours = ids(organizations.create("Acorn Works"));
        var other = organizations.create("Other Ltd");
        var theirs = ids(other);

        assertThat(withIdsFrom(ours, other.admin(), theirs).filter(tried -> tried.status() != 404))
                .as("taken although another's")
                .isEmpty();
        // The same requests with ids of one's own must be fine, or the refusals above say nothing.
        assertThat(withIdsFrom(theirs, other.admin(), theirs)
                        .filter(tried -> tried.status() / 100 != 2 && tried.status() != 409))
                .as("refused although one's own")
                .isEmpty();
    }

    private record Tried(String what, int status) {}

    /** Every request that takes an id in its body or query, made with ids from elsewhere; its path has the caller's own. */
    private Stream<Tried> withIdsFrom(Map<String, String> elsewhere, RestTestClient caller, Map<String, String> own) {
        return routes.without(Public.class).stream()
                .flatMap(route -> Stream.concat(
                        route.idsInQuery().stream()
                                .map(name -> new Tried(
                                        route.name() + "?" + name,
                                        found(caller, route, own, name, elsewhere.get(reference(route, name))))),
                        route.idsInBody().stream()
                                .filter(name -> !SENDERS_OWN.contains(route.name() + " " + name))
                                .map(name -> new Tried(
                                        route.name() + " " + name,
                                        status(
                                                caller,
                                                route,
                                                own,
                                                body(route, own, name, elsewhere.get(reference(route, name))))))));
    }

    @Test
    void everyRouteAsksForSignIn() {
        var nobody = organizations.anonymous();
        var open = routes.without(Public.class).stream()
                .filter(route -> status(nobody, route, Map.of(), "{}") != 401)
                .map(Route::name)
                .toList();
        assertThat(open).isEmpty();
    }

    @Test
    @Requirement("H-100")
    void whoHasNoPermissionIsRefusedByEveryRouteThatAsksForOne() {
        var learner = organizations.create().client(Role.LEARNER);
        var open = routes.having(Requires.class).stream()
                .filter(route -> status(learner, route, Map.of(), "{}") != 403)
                .map(Route::name)
                .toList();
        assertThat(open).isEmpty();
    }

    /** The answer's status; a list that the id leaves nothing of counts as 404. */
    private int found(RestTestClient client, Route route, Map<String, String> ids, String name, @Nullable String id) {
        var answer = client.get()
                .uri(path(route, ids) + "?" + name + "=" + id)
                .exchange()
                .returnResult(String.class);
        var items = json.readTree(Objects.requireNonNullElse(answer.getResponseBody(), "null"))
                .path("items");
        return items.isArray() && items.isEmpty() ? 404 : answer.getStatus().value();
    }

    private static int status(RestTestClient client, Route route, Map<String, String> ids, String body) {
        var request = client.method(route.method()).uri(path(route, ids));
        if (!route.method().equals(HttpMethod.GET)) {
            var multipart = route.consumes().equals(MediaType.MULTIPART_FORM_DATA);
            request.contentType(
                            multipart
                                    ? MediaType.parseMediaType("multipart/form-data; boundary=end")
                                    : route.consumes())
                    .body(multipart ? "--end--\r\n" : body);
        }
        return request.exchange().returnResult(String.class).getStatus().value();
    }

    /** With the samples' ids where there are some, else with ids of nothing. */
    private static String path(Route route, Map<String, String> ids) {
        var path = route.path();
        for (var thing : route.things()) {
            var id = ids.getOrDefault(thing, UUID.randomUUID().toString());
            path = path.replace(thing.substring(thing.lastIndexOf('{')), id);
        }
        return path.replace("{provider}", "hubspot").replace("{token}", "none");
    }

    private static String[] keysOf(Route route) {
        return route.things().toArray(String[]::new);
    }

    private String body(Route route, Map<String, String> ids) {
        var body = samples.stream()
                .map(sample -> sample.bodies().get(route.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("{}");
        for (var sample : ids.entrySet()) {
            body = body.replace("\"" + sample.getKey() + "\"", "\"" + sample.getValue() + "\"");
        }
        return body;
    }

    /** The route's body with one id in it replaced. */
    private String body(Route route, Map<String, String> ids, String field, @Nullable String id) {
        var body = (ObjectNode) json.readTree(body(route, ids));
        if (field.endsWith("s")) {
            body.putArray(field).add(id);
        } else {
            body.put(field, id);
        }
        return body.toString();
    }

    private String reference(Route route, String field) {
        var references = new HashMap<String, String>();
        samples.forEach(sample -> references.putAll(sample.references()));
        var key = references.getOrDefault(route.name() + " " + field, references.get(field));
        assertThat(key).as("what %s of %s refers to", field, route.name()).isNotNull();
        return Objects.requireNonNull(key);
    }

    private Map<String, String> ids(TestOrganization organization) {
        var all = new HashMap<String, String>();
        samples.forEach(sample -> all.putAll(sample.of(organization)));
        return all;
    }
}
