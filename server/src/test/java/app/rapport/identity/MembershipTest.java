package app.rapport.identity;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.platform.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RapportTest
class MembershipTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    MovableClock clock;

    @AfterEach
    void backToTheTrueTime() {
        clock.reset();
    }

    @Test
    void anInvitationMakesAnAccountOnce() {
        var acorn = organizations.create("Acorn Works");
        var email = "ines-" + UUID.randomUUID() + "@acorn.example";
        var made = json(post(acorn.admin(), "/api/invitations", """
                {"email":"%s","role":"instructor","name":"Ines"}""".formatted(email)), 201);
        var token = made.get("link").asString().replaceAll(".*/invitation/", "");
        assertThat(made.get("link").asString()).startsWith("http://localhost:3000/invitation/");

        var nobody = organizations.anonymous();
        var offer = json(get(nobody, "/api/invitations/by-token/" + token), 200);
        assertThat(offer.get("organizationName").asString()).isEqualTo("Acorn Works");
        assertThat(offer.get("role").asString()).isEqualTo("instructor");
        var accept = "/api/invitations/by-token/" + token + "/accept";
        refused(post(nobody, accept, """
                {"name":"Ines","password":"short"}"""), 400, "weak_password");
        var cookie = post(nobody, accept, """
                {"name":"Ines Ito","password":"a long enough password"}""")
                .expectStatus()
                .isNoContent()
                .returnResult(Void.class)
                .getResponseCookies()
                .getFirst("rapport_session");
        var me = json(
                get(
                        organizations.withCookie(
                                java.util.Objects.requireNonNull(cookie).getValue()),
                        "/api/me"),
                200);
        assertThat(me.get("name").asString()).isEqualTo("Ines Ito");
        assertThat(me.get("organization").get("name").asString()).isEqualTo("Acorn Works");
        refused(get(nobody, "/api/invitations/by-token/" + token), 404, "not_found");
        refused(post(nobody, accept, """
                {"name":"Eve","password":"a long enough password"}"""), 404, "not_found");
        refused(post(acorn.admin(), "/api/invitations", """
                {"email":"%s","role":"csm"}""".formatted(email)), 409, "email_taken");
    }

    @Test
    void anInvitationRunsOutAndCanBeWithdrawnAndReplaced() {
        var acorn = organizations.create();
        var body = """
                {"email":"late-%s@acorn.example","role":"csm"}""".formatted(UUID.randomUUID());
        var first = token(json(post(acorn.admin(), "/api/invitations", body), 201)
                .get("link")
                .asString());
        var second = json(post(acorn.admin(), "/api/invitations", body), 201);
        var nobody = organizations.anonymous();
        get(nobody, "/api/invitations/by-token/" + first).expectStatus().isNotFound();
        var token = token(second.get("link").asString());
        get(nobody, "/api/invitations/by-token/" + token).expectStatus().isOk();
        assertThat(json(get(acorn.admin(), "/api/invitations"), 200).get("items"))
                .hasSize(1);

        clock.advance(Duration.ofDays(8));
        get(nobody, "/api/invitations/by-token/" + token).expectStatus().isNotFound();
        clock.reset();
        delete(acorn.admin(), "/api/invitations/" + second.get("id").asString())
                .expectStatus()
                .isNoContent();
        get(nobody, "/api/invitations/by-token/" + token).expectStatus().isNotFound();
    }

    @Test
    void whoWorksWithColleaguesOrPlansForThemFindsThemByTheirRole() {
        var acorn = organizations.create();
        for (var role : Role.values()) {
            var found = get(acorn.client(role), "/api/users?role=instructor");
            if (role == Role.LEARNER) {
                refused(found, 403, "missing_permission");
            } else {
                var items = json(found, 200).path("items");
                assertThat(items).as(role.word()).hasSize(1);
                assertThat(items.get(0).path("id").asString())
                        .isEqualTo(acorn.user(Role.INSTRUCTOR).id().toString());
            }
        }
        var plans = acorn.clientWithKey(acorn.apiKey(Role.COORDINATOR, Permission.TRAINING_MANAGE));
        assertThat(json(get(plans, "/api/users?role=instructor"), 200).path("items"))
                .hasSize(1);
        var teaches = acorn.clientWithKey(acorn.apiKey(Role.COORDINATOR, Permission.TRAINING));
        refused(get(teaches, "/api/users?role=instructor"), 403, "missing_permission");
        var learns = acorn.clientWithKey(acorn.apiKey(Role.LEARNER, Permission.TRAINING_MANAGE));
        refused(get(learns, "/api/users?role=instructor"), 403, "missing_permission");
        for (var wrong : List.of("teacher", "INSTRUCTORS", "null", "instructor,learner")) {
            assertThat(json(get(plans, "/api/users?role=" + wrong), 400)
                            .path("field")
                            .asString())
                    .isEqualTo("role");
        }
    }

    @Test
    void onlyAdministratorsManageMembers() {
        var acorn = organizations.create();
        var id = acorn.user(Role.REP).id();
        for (var role : Role.values()) {
            if (role != Role.ADMIN) {
                refused(patch(acorn.client(role), "/api/users/" + id, "{\"active\":false}"), 403, "missing_permission");
                refused(get(acorn.client(role), "/api/invitations"), 403, "missing_permission");
            }
        }
        refused(get(acorn.client(Role.LEARNER), "/api/users"), 403, "missing_permission");
        var changed = json(patch(acorn.admin(), "/api/users/" + id, "{\"role\":\"leader\"}"), 200);
        assertThat(changed.get("role").asString()).isEqualTo("leader");
        get(acorn.client(Role.REP), "/api/audit").expectStatus().isOk(); // the same session, a leader now
    }

    @Test
    void whoIsDeactivatedIsOutAtOnceWithTheirKeys() {
        var acorn = organizations.create();
        var dev = acorn.user(Role.DEVELOPER);
        var key = acorn.apiKey(Role.DEVELOPER, Permission.MONITOR_READ);
        json(patch(acorn.admin(), "/api/users/" + dev.id(), "{\"active\":false}"), 200);
        get(acorn.client(Role.DEVELOPER), "/api/me").expectStatus().isUnauthorized();
        get(acorn.clientWithKey(key), "/api/me").expectStatus().isUnauthorized();
        refused(
                post(organizations.anonymous(), "/api/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(
                                dev.email(), TestOrganizations.PASSWORD)),
                401,
                "sign_in_failed");
    }

    @Test
    void theLastAdministratorStaysEvenWhenTwoLeaveAtOnce() throws Exception {
        var acorn = organizations.create();
        refused(
                patch(acorn.admin(), "/api/users/" + acorn.user(Role.ADMIN).id(), "{\"role\":\"csm\"}"),
                409,
                "last_admin");
        refused(
                patch(acorn.admin(), "/api/users/" + acorn.user(Role.ADMIN).id(), "{\"active\":false}"),
                409,
                "last_admin");

        var second = acorn.user(Role.LEADER).id();
        json(patch(acorn.admin(), "/api/users/" + second, "{\"role\":\"admin\"}"), 200);
        Callable<Integer> first = () -> patch(
                        acorn.admin(), "/api/users/" + acorn.user(Role.ADMIN).id(), "{\"role\":\"csm\"}")
                .returnResult(String.class)
                .getStatus()
                .value();
        Callable<Integer> other = () -> patch(acorn.client(Role.LEADER), "/api/users/" + second, "{\"role\":\"csm\"}")
                .returnResult(String.class)
                .getStatus()
                .value();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = List.of(threads.submit(first), threads.submit(other));
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void membersAreFoundByNameAndRoleAndPaged() {
        var acorn = organizations.create();
        assertThat(json(get(acorn.client(Role.CSM), "/api/users?role=csm"), 200).get("items"))
                .hasSize(1);
        assertThat(json(get(acorn.client(Role.CSM), "/api/users?query=INSTRUCT"), 200)
                        .get("items"))
                .hasSize(1);
        var names = new java.util.ArrayList<String>();
        String cursor = "";
        do {
            var page = json(get(acorn.admin(), "/api/users?limit=4&cursor=" + cursor), 200);
            page.get("items").forEach(item -> names.add(item.get("name").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : page.get("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(names).hasSize(Role.values().length).isSorted().doesNotHaveDuplicates();
        refused(get(acorn.admin(), "/api/users?role=boss"), 400, "invalid_field");
        refused(get(acorn.admin(), "/api/users?limit=0"), 400, "invalid_limit");
        refused(get(acorn.admin(), "/api/users?cursor=%21%21"), 400, "invalid_cursor");
    }

    @Test
    void aKeyIsShownOnceAndCannotExceedWhoMadeIt() {
        var acorn = organizations.create();
        var dev = acorn.client(Role.DEVELOPER);
        var made = json(post(dev, "/api/api-keys", """
                {"name":"Nightly import","scopes":["conversations:write","customers:read"]}"""), 201);
        var key = made.get("key").asString();
        assertThat(key).startsWith(made.get("prefix").asString()).hasSizeGreaterThan(48);
        var listed = json(get(dev, "/api/api-keys"), 200).get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.toString()).doesNotContain(key);
        assertThat(listed.get(0).get("lastUsedAt").isNull()).isTrue();
        get(acorn.clientWithKey(key), "/api/me").expectStatus().isOk();
        assertThat(json(get(dev, "/api/api-keys"), 200)
                        .get("items")
                        .get(0)
                        .get("lastUsedAt")
                        .isNull())
                .isFalse();

        refused(post(dev, "/api/api-keys", """
                {"name":"Too much","scopes":["members:manage"]}"""), 403, "scope_not_held");
        refused(post(dev, "/api/api-keys", """
                {"name":"Unknown","scopes":["everything"]}"""), 400, "unknown_scope");
        refused(post(dev, "/api/api-keys", """
                {"name":"Late","scopes":["customers:read"],"expiresAt":"2020-01-01T00:00:00Z"}"""), 400, "invalid_field");
        refused(get(acorn.client(Role.CSM), "/api/api-keys"), 403, "missing_permission");
        var weak = acorn.clientWithKey(acorn.apiKey(Role.ADMIN, Permission.API_KEYS_MANAGE));
        refused(post(weak, "/api/api-keys", """
                {"name":"Stronger than its maker","scopes":["audit:read"]}"""), 403, "scope_not_held");

        delete(acorn.admin(), "/api/api-keys/" + made.get("id").asString())
                .expectStatus()
                .isNoContent();
        get(acorn.clientWithKey(key), "/api/me").expectStatus().isUnauthorized();
    }

    @Test
    void aKeyRunsOut() {
        var acorn = organizations.create();
        var in = clock.instant().plus(Duration.ofHours(1));
        var key = json(post(acorn.admin(), "/api/api-keys", """
                {"name":"For an hour","scopes":["customers:read"],"expiresAt":"%s"}""".formatted(in)), 201)
                .get("key")
                .asString();
        get(acorn.clientWithKey(key), "/api/me").expectStatus().isOk();
        clock.advance(Duration.ofMinutes(61));
        refused(get(acorn.clientWithKey(key), "/api/me"), 401, "invalid_api_key");
    }

    @Test
    @Requirement("H-99")
    void whatChangesAccountsIsInTheAuditLogWithBeforeAndAfter() {
        var acorn = organizations.create();
        var id = acorn.user(Role.REP).id().toString();
        json(patch(acorn.admin(), "/api/users/" + id, "{\"role\":\"leader\"}"), 200);
        json(patch(acorn.admin(), "/api/organization", "{\"competitors\":[\"Initech\",\" Initech \",\"Hooli\"]}"), 200);
        var entry = json(get(acorn.admin(), "/api/audit?action=user.updated"), 200)
                .get("items")
                .get(0);
        assertThat(entry.get("subjectId").asString()).isEqualTo(id);
        assertThat(entry.get("actor").get("name").asString()).isEqualTo("Test admin");
        assertThat(entry.at("/details/role/before").asString()).isEqualTo("rep");
        assertThat(entry.at("/details/role/after").asString()).isEqualTo("leader");
        assertThat(json(get(acorn.client(Role.LEARNER), "/api/organization"), 200)
                        .get("competitors")
                        .toString())
                .isEqualTo("[\"Initech\",\"Hooli\"]");
        refused(patch(acorn.client(Role.LEADER), "/api/organization", "{\"name\":\"x\"}"), 403, "missing_permission");
        patch(acorn.admin(), "/api/organization", "{\"hourlyApiLimit\":1}")
                .expectStatus()
                .isBadRequest();
        patch(acorn.admin(), "/api/organization", "{\"competitors\":[null]}")
                .expectStatus()
                .isBadRequest();
    }

    private static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
