package app.rapport;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.identity.Requires;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.Public;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No organisation reaches another's rows, whatever the table and whatever the route. */
@RapportTest
@Requirement("H-94")
class IsolationTest {
    /** Tables the application may use that hold no organisation's data. */
    private static final Set<String> NOBODYS = Set.of(
            "platform.event_publication", // ids only, read by the process itself
            "platform.scheduled_tasks", // what runs when
            "identity.installation", // that the first organisation exists
            "identity.sign_in_attempts", // digests of addresses that may belong to nobody
            "connections.rate_budget"); // counters by connection

    /** Rows that may concern several organisations and say whose they are in a table beside. */
    private static final Set<String> OWNED_BESIDE = Set.of("intake.receipt", "intake.work");

    /** Ids in a path that are no organisation's. */
    private static final Set<String> PUBLIC_WORDS = Set.of("provider", "token");

    @Autowired
    TestOrganizations organizations;

    @Autowired
    List<SampleIds> samples;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

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
        assertThat(open).as("readable by the application, but not isolated").isSubsetOf(NOBODYS);

        var ownerless = tables().filter(table ->
                        db.sql("""
                        select count(*) from pg_attribute
                        where attrelid = :table::regclass and attname = 'organization_id' and attnotnull
                        """).param("table", table).query(Long.class).single() == 0)
                .toList();
        assertThat(ownerless).as("without organization_id").isSubsetOf(OWNED_BESIDE);
    }

    @Test
    void noRowOfOneOrganizationIsSeenByAnother() {
        var ours = organizations.create("Acorn Works");
        ids(ours);
        var theirs = organizations.create("Other Ltd");
        var seen = new ArrayList<String>();
        var filled = new ArrayList<String>();
        for (var table : tables().filter(table -> !OWNED_BESIDE.contains(table)).toList()) {
            var count = "select count(*) from " + table + " where organization_id = :organization";
            if (rows(ours, count, ours) > 0) {
                filled.add(table);
            }
            if (rows(theirs, count, ours) > 0) {
                seen.add(table);
            }
        }
        assertThat(seen).isEmpty();
        assertThat(filled)
                .as("what this test looked at")
                .contains("identity.users", "customers.customers", "audit.audit_log");
    }

    @Test
    void everyRouteTriedFromAnotherOrganizationFindsNothing() {
        var ours = organizations.create("Acorn Works");
        var theirs = organizations.create("Other Ltd").admin();
        var ids = ids(ours);
        var before = readable(ours, ids);

        var found = new ArrayList<String>();
        for (var route : routes()) {
            if (route.namesAThing() && !route.handler().hasMethodAnnotation(Public.class)) {
                var status = status(theirs, route, ids);
                if (status != 404) {
                    found.add(route.name() + " answered " + status);
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(readable(ours, ids)).as("nothing of ours changed").isEqualTo(before);
    }

    @Test
    void everyRouteAsksForSignIn() {
        var nobody = organizations.anonymous();
        var open = routes().stream()
                .filter(route -> !route.handler().hasMethodAnnotation(Public.class))
                .filter(route -> status(nobody, route, Map.of()) != 401)
                .map(Route::name)
                .toList();
        assertThat(open).isEmpty();
    }

    @Test
    @Requirement("H-100")
    void whoHasNoPermissionIsRefusedByEveryRouteThatAsksForOne() {
        var learner = organizations.create().client(Role.LEARNER);
        var open = routes().stream()
                .filter(route -> route.handler().hasMethodAnnotation(Requires.class))
                .filter(route -> status(learner, route, Map.of()) != 403)
                .map(Route::name)
                .toList();
        assertThat(open).isEmpty();
    }

    private record Route(HttpMethod method, String path, HandlerMethod handler, MediaType consumes) {
        String name() {
            return method + " " + path;
        }

        /** Whether its address holds an id of something that belongs to an organisation. */
        boolean namesAThing() {
            return Arrays.stream(path.split("/"))
                    .anyMatch(part ->
                            part.startsWith("{") && !PUBLIC_WORDS.contains(part.substring(1, part.length() - 1)));
        }
    }

    private List<Route> routes() {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> !entry.getValue().getBeanType().getName().startsWith("org.springdoc."))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> new Route(
                                        method.asHttpMethod(),
                                        path,
                                        entry.getValue(),
                                        entry.getKey().getConsumesCondition().getConsumableMediaTypes().stream()
                                                .findFirst()
                                                .orElse(MediaType.APPLICATION_JSON)))))
                .toList();
    }

    private int status(RestTestClient client, Route route, Map<String, String> ids) {
        var path = route.path();
        for (var sample : ids.entrySet()) {
            if (path.equals(sample.getKey()) || path.startsWith(sample.getKey() + "/")) {
                path = path.replace(sample.getKey(), sample.getKey().replace("{id}", sample.getValue()));
            }
        }
        for (var word : PUBLIC_WORDS) {
            path = path.replace("{" + word + "}", word.equals("provider") ? "hubspot" : "none");
        }
        path = path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        var request = client.method(route.method()).uri(path);
        if (!route.method().equals(HttpMethod.GET)) {
            var multipart = route.consumes().equals(MediaType.MULTIPART_FORM_DATA);
            request.contentType(
                            multipart
                                    ? MediaType.parseMediaType("multipart/form-data; boundary=end")
                                    : route.consumes())
                    .body(multipart ? "--end--\r\n" : body(route));
        }
        return request.exchange().returnResult(String.class).getStatus().value();
    }

    private String body(Route route) {
        return samples.stream()
                .map(sample -> sample.bodies().get(route.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("{}");
    }

    private Map<String, String> ids(TestOrganization organization) {
        var all = new HashMap<String, String>();
        samples.forEach(sample -> all.putAll(sample.of(organization)));
        return all;
    }

    /** What the owner reads at every sample that can be read. */
    private static Map<String, String> readable(TestOrganization organization, Map<String, String> ids) {
        return ids.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        sample -> String.valueOf(organization
                                .admin()
                                .get()
                                .uri(sample.getKey().replace("{id}", sample.getValue()))
                                .exchange()
                                .returnResult(String.class)
                                .getResponseBody())));
    }

    /** Tables with rows of organisations. */
    private Stream<String> tables() {
        return db.sql("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
                  and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
                order by 1
                """).query((row, number) -> row.getString(1)).list().stream()
                .filter(table -> !NOBODYS.contains(table));
    }

    private long rows(TestOrganization scope, String count, TestOrganization owner) {
        return scope.in(() -> db.sql(count)
                .param("organization", owner.id().value())
                .query(Long.class)
                .single());
    }
}
