package app.rapport.conversations;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganizations;
import app.rapport.identity.TestUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Whose an action item is, and so whose list it stands on. */
@RapportTest
@Requirement("H-13")
class ActionItemOwnerTest {
    @Autowired
    TestOrganizations organizations;

    private RestTestClient csm;
    private TestUser rep;
    private String item;

    @BeforeEach
    void anItemOfMine() {
        var acorn = organizations.create();
        csm = acorn.client(Role.CSM);
        rep = acorn.user(Role.REP);
        var talk = json(post(csm, "/api/conversations", """
                {"title":"Quarterly review","startedAt":"2026-03-02T10:00:00Z",
                 "participants":[{"name":"Rita Rep","email":"%s"}]}""".formatted(rep.email())), 201);
        var mine = acorn.user(Role.CSM).id();
        item = json(
                        post(csm, "/api/conversations/" + talk.path("id").asString() + "/action-items", """
                {"title":"Send the plan","ownerUserId":"%s"}""".formatted(
                                        mine)),
                        201)
                .path("id")
                .asString();
        assertThat(mine()).isEqualTo(1);
    }

    @Test
    void anItemGivenToSomebodyOutsideIsNoLongerMine() {
        patch(csm, "/api/action-items/" + item, """
                {"owner":"John Smith"}""");
        assertThat(mine()).isZero();
    }

    @Test
    void anItemGivenByNameToOneOfUsWhoTookPartIsTheirs() {
        var given = json(patch(csm, "/api/action-items/" + item, """
                {"owner":"rita rep"}"""), 200);
        assertThat(given.path("ownerUserId").asString()).isEqualTo(rep.id().toString());
        assertThat(mine()).isZero();
    }

    @Test
    void anotherFieldOrTheSameNameLeavesItMine() {
        patch(csm, "/api/action-items/" + item, """
                {"title":"Send the signed plan"}""");
        patch(csm, "/api/action-items/" + item, """
                {"owner":"Test csm","dueDate":"2026-03-06"}""");
        assertThat(mine()).isEqualTo(1);
    }

    private int mine() {
        return json(get(csm, "/api/action-items?mine=true&status=open"), 200)
                .path("items")
                .size();
    }
}
