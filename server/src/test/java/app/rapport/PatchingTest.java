package app.rapport;

import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.patch;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** A field left out of a PATCH stays as it is, null empties it, and what cannot be empty says so. */
@RapportTest
class PatchingTest {
    @Autowired
    TestOrganizations organizations;

    private TestOrganization acorn;
    private RestTestClient csm;
    private String customer;

    @BeforeEach
    void aCustomerOfWhomEverythingIsKnown() {
        acorn = organizations.create();
        csm = acorn.client(Role.CSM);
        customer = "/api/customers/"
                + id(json(
                        post(csm, "/api/customers", """
                {"name":"Acme Corp","domains":["acmecorp.com"],"segment":"enterprise","lifecycle":"active","region":"EMEA",
                 "ownerId":"%s","renewalDate":"2027-03-31","externalIds":{"salesforce":"001"}}""".formatted(
                                        acorn.user(Role.CSM).id())),
                        201));
    }

    @Test
    void nullEmptiesWhatACustomerMayBeWithout() {
        var after = json(patch(csm, customer, """
                {"ownerId":null,"renewalDate":null,"segment":null,"lifecycle":"","region":null,"domains":null,"externalIds":null}"""), 200);
        for (var field : new String[] {"owner", "renewalDate", "segment", "lifecycle", "region"}) {
            assertThat(after.path(field).isNull()).as(field).isTrue();
        }
        assertThat(after.path("domains")).isEmpty();
        assertThat(after.path("externalIds")).isEmpty();
    }

    @Test
    void whatIsLeftOutStays() {
        var before = json(get(csm, customer), 200);
        var after = json(patch(csm, customer, """
                {"region":"APAC"}"""), 200);
        assertThat(after.path("region").asString()).isEqualTo("APAC");
        for (var field :
                new String[] {"name", "owner", "renewalDate", "segment", "lifecycle", "domains", "externalIds"}) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
    }

    @Test
    void whatCannotBeEmptySaysSo() {
        refused(patch(csm, customer, """
                {"name":null}"""), 400, "cannot_be_empty");
        refused(patch(csm, conversation(), """
                {"title":" "}"""), 400, "cannot_be_empty");
        refused(patch(csm, "/api/me", """
                {"name":null}"""), 400, "cannot_be_empty");
        refused(patch(acorn.admin(), "/api/users/" + acorn.user(Role.REP).id(), """
                {"role":null}"""), 400, "cannot_be_empty");
    }

    @Test
    void aConstraintLooksAtTheValue() {
        refused(patch(csm, "/api/me", """
                {"name":"%s"}""".formatted("x".repeat(121))), 400, "invalid_field");
    }

    @Test
    void aPersonMayLoseRoleTitleAndAddresses() {
        var person = "/api/stakeholders/" + id(json(post(csm, customer + "/stakeholders", """
                {"name":"John Smith","emails":["john@acmecorp.com"],"role":"Champion","title":"CTO"}"""), 201));
        var kept = json(patch(csm, person, """
                {"title":null}"""), 200);
        assertThat(kept.path("title").isNull()).isTrue();
        assertThat(kept.path("role").asString()).isEqualTo("Champion");
        assertThat(kept.path("emails")).hasSize(1);
        assertThat(json(patch(csm, person, """
                {"emails":null,"role":null}"""), 200).path("emails")).isEmpty();
    }

    @Test
    void aConversationMayBelongToNobodyAndLoseItsSummary() {
        var talk = conversation();
        patch(csm, talk, """
                {"summary":"They want it."}""");
        assertThat(json(get(csm, talk), 200).path("customer").path("name").asString())
                .isEqualTo("Acme Corp");
        var after = json(patch(csm, talk, """
                {"customerId":null}"""), 200);
        assertThat(after.path("customer").isNull()).isTrue();
        assertThat(after.path("summary").asString()).isEqualTo("They want it.");
        assertThat(json(patch(csm, talk, """
                {"summary":null}"""), 200).path("summary").isNull()).isTrue();
        assertThat(json(post(csm, talk + "/summary", ""), 200)
                        .path("summaryDetails")
                        .path("origin")
                        .asString())
                .as("written anew like any that never had one")
                .isEqualTo("built-in");
    }

    @Test
    void anActionItemMayLoseOwnerAndDate() {
        var item = "/api/action-items/"
                + id(json(
                        post(csm, conversation() + "/action-items", """
                {"title":"Send the plan","ownerUserId":"%s","dueDate":"2026-03-06"}""".formatted(
                                        acorn.user(Role.CSM).id())),
                        201));
        var undated = json(patch(csm, item, """
                {"dueDate":null}"""), 200);
        assertThat(undated.path("dueDate").isNull()).isTrue();
        assertThat(undated.path("owner").asString()).isEqualTo("Test csm");
        var nobodys = json(patch(csm, item, """
                {"owner":null}"""), 200);
        assertThat(nobodys.path("owner").isNull()).isTrue();
        assertThat(nobodys.path("ownerUserId").isNull()).isTrue();
        assertThat(nobodys.path("title").asString()).isEqualTo("Send the plan");
    }

    @Test
    void settingsGoBackToWhatTheyStandOn() {
        var admin = acorn.admin();
        var usual = json(get(admin, "/api/organization"), 200).path("hourlyApiLimit");
        json(patch(admin, "/api/organization", """
                {"hourlyApiLimit":500}"""), 200);
        assertThat(json(patch(admin, "/api/organization", """
                {"name":"Acorn Works"}"""), 200)
                        .path("hourlyApiLimit")
                        .asInt())
                .isEqualTo(500);
        assertThat(json(patch(admin, "/api/organization", """
                {"hourlyApiLimit":null}"""), 200)
                        .path("hourlyApiLimit")
                        .asInt())
                .isNotEqualTo(500);
        assertThat(usual.isInt()).isTrue();
        json(patch(csm, "/api/me", """
                {"zone":"Asia/Riyadh"}"""), 200);
        assertThat(json(patch(csm, "/api/me", """
                {"zone":null}"""), 200).path("zone").asString())
                .isEqualTo("Europe/Berlin");
    }

    @Test
    void theApiDocumentShowsTheValuesThemselves() {
        var schemas =
                json(get(csm, "/api/openapi.json"), 200).path("components").path("schemas");
        assertThat(schemas.propertyNames()).noneMatch(name -> name.startsWith("Patch"));
        assertThat(schemas.path("ProfileChange").path("properties").path("name").toString())
                .contains("string");
    }

    private String conversation() {
        return "/api/conversations/" + id(json(post(csm, "/api/conversations", """
                {"title":"Quarterly review","startedAt":"2026-03-02T10:00:00Z",
                 "participants":[{"name":"Jo","email":"jo@acmecorp.com"}],
                 "transcript":{"format":"text","content":"Jo: We have a budget of $50,000."}}"""), 201));
    }

    private static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
