package app.rapport.messages;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.identity.Permission;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RapportTest
class NoticesTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    Notices notices;

    @Test
    void aNoticeReachesWhoeverHoldsThePermissionOnceWhileItIsUnread() {
        var acorn = organizations.create();
        raise(acorn, "c-1");
        raise(acorn, "c-1");
        raise(acorn, "c-2");
        assertThat(unread(acorn, Role.ADMIN)).isEqualTo(2);
        assertThat(unread(acorn, Role.DEVELOPER)).isEqualTo(2);
        assertThat(unread(acorn, Role.CSM)).isZero();

        var first = json(get(acorn.admin(), "/api/notices?unread=true&limit=1"), 200);
        assertThat(first.at("/items/0/severity").asString()).isEqualTo("warning");
        assertThat(first.at("/items/0/link").asString()).isEqualTo("/integrations");
        var next = json(
                get(
                        acorn.admin(),
                        "/api/notices?limit=1&cursor=" + first.get("nextCursor").asString()),
                200);
        var older = next.at("/items/0/id").asString();
        post(acorn.admin(), "/api/notices/" + older + "/read", "")
                .expectStatus()
                .isNoContent();
        refused(post(acorn.client(Role.DEVELOPER), "/api/notices/" + older + "/read", ""), 404, "not_found");
        assertThat(unread(acorn, Role.ADMIN)).isEqualTo(1);
        assertThat(unread(acorn, Role.DEVELOPER)).isEqualTo(2);

        raise(acorn, "c-1"); // news again, once the last was read
        assertThat(unread(acorn, Role.ADMIN)).isEqualTo(2);
        post(acorn.admin(), "/api/notices/read-all", "").expectStatus().isNoContent();
        assertThat(unread(acorn, Role.ADMIN)).isZero();
        assertThat(json(get(acorn.admin(), "/api/notices"), 200).get("items")).hasSize(3);
    }

    private void raise(TestOrganization organization, String key) {
        organization.run(() -> notices.raise(
                Permission.INTEGRATIONS_MANAGE,
                new Notices.Notice(
                        "connection.needs_reconnect",
                        Notices.Severity.WARNING,
                        "HubSpot needs you",
                        "It no longer accepts the key.",
                        Map.of("label", "HubSpot"),
                        "/integrations",
                        key)));
    }

    private static long unread(TestOrganization organization, Role role) {
        return json(get(organization.client(role), "/api/me"), 200)
                .get("unreadNotices")
                .asLong();
    }
}
