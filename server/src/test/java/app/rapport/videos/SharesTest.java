package app.rapport.videos;

import static app.rapport.identity.Http.delete;
import static app.rapport.identity.Http.get;
import static app.rapport.identity.Http.json;
import static app.rapport.identity.Http.post;
import static app.rapport.identity.Http.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.Requirement;
import app.rapport.identity.Role;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import app.rapport.platform.MovableClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A link shows its video to whoever has it, as long as its maker wants, and nothing before or after. */
@RapportTest
class SharesTest {
    private static final String TITLE = "Welcome <b>\"Ann\"</b> & مرحبا";

    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    VideoStore videos;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient db;

    private TestOrganization acorn;
    private RestTestClient csm;
    private RestTestClient anybody;
    private UUID video;

    @BeforeEach
    void aVideo() {
        acorn = organizations.create("Acorn Works");
        csm = acorn.client(Role.CSM);
        anybody = organizations.anonymous();
        video = bed.video(acorn, TITLE, Duration.ofMillis(60_500));
    }

    @AfterEach
    void theTrueTime() {
        clock.reset();
    }

    @Test
    void whoHasTheLinkSeesTheVideoItsOwnerAndItsButton() {
        var share = VideoBed.share(acorn, video, """
                {"recipient":{"email":"Ann@Customer.example","name":"Ann"},"cta":{"label":"Book a call","url":"https://cal.example/a"}}""");
        assertThat(share.path("url").asString())
                .endsWith("/v/" + share.path("token").asString());
        assertThat(share.path("recipient").path("email").asString()).isEqualTo("ann@customer.example");

        var shown = json(get(anybody, viewer(share.path("token").asString())), 200);
        assertThat(shown.path("title").asString()).isEqualTo(TITLE);
        assertThat(shown.path("locked").asBoolean()).isFalse();
        assertThat(shown.path("owner").path("name").asString()).isEqualTo("Test csm");
        assertThat(shown.path("durationSeconds").asDouble()).isEqualTo(60.5);
        assertThat(shown.path("cta").path("label").asString()).isEqualTo("Book a call");
        assertThat(shown.path("cta").path("url").asString()).isEqualTo("https://cal.example/a");
        assertThat(shown.path("recipient").path("name").asString()).isEqualTo("Ann");
        assertThat(shown.path("recipient").has("email")).isFalse();
        assertThat(json(get(csm, "/api/videos/" + video + "/shares"), 200).path("items"))
                .hasSize(1);
    }

    @Test
    void tokensAreLongAndNeverTheSame() {
        var tokens = new HashSet<String>();
        for (var i = 0; i < 20; i++) {
            tokens.add(token("{}"));
        }
        assertThat(tokens).hasSize(20).allMatch(token -> token.matches("[A-Za-z0-9_-]{24}"));
        refused(get(anybody, viewer("A".repeat(24))), 404, "not_found");
    }

    @Test
    @Requirement("D-33")
    void aRevokedLinkIsDeadAtOnceAndOthersLive() {
        var share = VideoBed.share(acorn, video, "{}");
        var other = token("{}");
        json(get(anybody, viewer(share.path("token").asString())), 200);
        delete(csm, "/api/videos/" + video + "/shares/" + share.path("id").asString())
                .expectStatus()
                .isNoContent();

        refused(get(anybody, viewer(share.path("token").asString())), 410, "share_revoked");
        json(get(anybody, viewer(other)), 200);
    }

    @Test
    void anExpiredLinkSaysSo() {
        var token = token("{\"expiresAt\":\"" + clock.instant().plus(Duration.ofHours(1)) + "\"}");
        json(get(anybody, viewer(token)), 200);
        clock.advance(Duration.ofHours(2));
        refused(get(anybody, viewer(token)), 410, "share_expired");
    }

    @Test
    void aDeletedVideoIsGoneForWhoeverHasALink() {
        var token = token("{}");
        acorn.run(() -> db.sql("update videos.videos set deleted_at = now() where id = :id")
                .param("id", video)
                .update());
        refused(get(anybody, viewer(token)), 410, "video_deleted");
    }

    @Test
    void aPasswordKeepsEverythingBackUntilItIsGiven() {
        var token = token("""
                {"password":"open sesame","cta":{"label":"Book","url":"https://cal.example/a"}}""");
        var locked = json(get(anybody, viewer(token)), 200);
        assertThat(locked.path("locked").asBoolean()).isTrue();
        assertThat(locked.path("title").isNull()).isTrue();
        assertThat(locked.path("cta").isNull()).isTrue();
        refused(post(anybody, viewer(token) + "/unlock", "{\"password\":\"open\"}"), 403, "wrong_password");

        var cookie = unlock(token, "open sesame");
        assertThat(cookie).contains("HttpOnly");
        var opened = cookie.substring(0, cookie.indexOf(';'));
        assertThat(titleWith(token, opened)).isEqualTo(TITLE);
        assertThat(titleWith(token, opened.substring(0, opened.length() - 2) + "xx"))
                .as("with a forged cookie")
                .isNull();
        assertThat(titleWith(token("{\"password\":\"open sesame\"}"), opened))
                .as("another link with the same password")
                .isNull();
        clock.advance(Duration.ofHours(13));
        assertThat(titleWith(token, opened)).as("the next day").isNull();
    }

    @Test
    void passwordsAreNotKeptAndCannotBeGuessed() {
        var token = token("{\"password\":\"open sesame\"}");
        var kept = acorn.in(() -> db.sql("select password_hash from videos.video_shares where token = :token")
                .param("token", token)
                .query((row, number) -> row.getString(1))
                .single());
        assertThat(kept).startsWith("$2");
        for (var i = 0; i < 10; i++) {
            refused(post(anybody, viewer(token) + "/unlock", "{\"password\":\"guess\"}"), 403, "wrong_password");
        }
        refused(post(anybody, viewer(token) + "/unlock", "{\"password\":\"open sesame\"}"), 429, "link_locked_out");
        clock.advance(Duration.ofMinutes(16));
        unlock(token, "open sesame");
    }

    @Test
    void whatCannotBeAShareIsRefusedInWords() {
        var path = "/api/videos/" + video + "/shares";
        refused(post(csm, path, "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}"), 400, "expiry_in_the_past");
        refused(post(csm, path, "{\"recipient\":{\"email\":\"nobody\"}}"), 400, "invalid_email");
        refused(post(csm, path, "{\"password\":\"abc\"}"), 400, "weak_password");
        refused(post(csm, path, "{\"cta\":{\"label\":\"Book\"}}"), 400, "incomplete_cta");
        for (var address :
                new String[] {"http://a.example/", "javascript:alert(1)", "https://", "https://a@b.example/"}) {
            refused(
                    post(csm, path, "{\"cta\":{\"label\":\"Book\",\"url\":\"" + address + "\"}}"),
                    400,
                    "invalid_cta_url");
        }
        refused(post(csm, path, "{\"personalId\":\"" + UUID.randomUUID() + "\"}"), 404, "not_found");
        refused(post(acorn.client(Role.LEARNER), path, "{}"), 403, "missing_permission");
    }

    @Test
    @Requirement({"D-4", "L-52"})
    void theRecipientIsWhomTheirAddressSaysNeverTheirName() {
        var customer = json(post(csm, "/api/customers", """
                {"name":"Globex","domains":["globex.example"]}"""), 201).path("id").asString();
        var john = json(post(csm, "/api/customers/" + customer + "/stakeholders", """
                {"name":"John Smith","emails":["john@private.example"]}"""), 201)
                .path("id")
                .asString();

        var exact = recipient("John", "JOHN@private.example");
        assertThat(exact.path("stakeholderId").asString()).isEqualTo(john);
        assertThat(exact.path("customerId").asString()).isEqualTo(customer);
        var colleague = recipient("John Smith", "jane@globex.example");
        assertThat(colleague.path("stakeholderId").isNull()).isTrue();
        assertThat(colleague.path("customerId").asString()).isEqualTo(customer);
        var stranger = recipient("John Smith", "john@elsewhere.example");
        assertThat(stranger.path("customerId").isNull()).isTrue();
        assertThat(json(get(csm, "/api/unmatched"), 200).path("items").toString())
                .contains("john@elsewhere.example");
    }

    @Test
    void thePageBehindALinkCarriesItsPreviewEscaped() {
        var token = token("{}");
        var page = page("/v/" + token, 200);
        assertThat(page)
                .contains("<title>Welcome &lt;b&gt;&quot;Ann&quot;&lt;/b&gt; &amp; مرحبا</title>")
                .contains("property=\"og:title\" content=\"Welcome &lt;b&gt;")
                .contains("name=\"twitter:title\"")
                .contains("The viewer's page")
                .doesNotContain("<b>", "<!--preview-->");
        assertThat(page("/embed/" + token, 200)).contains("og:title");
    }

    @Test
    void thePageTellsNothingOfWhatIsLockedOrOver() {
        var locked = token("{\"password\":\"open sesame\"}");
        assertThat(page("/v/" + locked, 200)).doesNotContain("Welcome", "og:").contains("The viewer's page");
        var expiring = token("{\"expiresAt\":\"" + clock.instant().plus(Duration.ofHours(1)) + "\"}");
        clock.advance(Duration.ofHours(2));
        assertThat(page("/v/" + expiring, 410)).doesNotContain("Welcome", "og:").contains("The viewer's page");
        assertThat(page("/v/nobody-made-this", 404)).contains("The viewer's page");
    }

    @Test
    void onlyThePlayerForOtherSitesMayBeFramedAndNothingIsKept() {
        var token = token("{}");
        var page = get(anybody, "/v/" + token)
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();
        assertThat(page.getFirst("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.getFirst("Cache-Control")).isEqualTo("no-store");
        var embedded = get(anybody, "/embed/" + token)
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseHeaders();
        assertThat(embedded.getFirst("Content-Security-Policy"))
                .contains("frame-ancestors *")
                .contains("script-src 'self'")
                .doesNotContain("frame-ancestors 'none'");
        assertThat(embedded.getFirst("X-Frame-Options")).isNull();
        assertThat(embedded.getFirst("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @Requirement("D-9")
    void whatAProviderPlaysIsFramedFromThereAlone() {
        var elsewhere = acorn.in(() -> videos.add(new VideoStore.NewVideo(
                acorn.user(Role.CSM).id(),
                null,
                "Tour",
                "loom",
                java.util.List.of(),
                "https://www.loom.com/embed/abc")));
        var token = VideoBed.share(acorn, elsewhere, "{}").path("token").asString();
        var provider = json(get(anybody, viewer(token)), 200).path("provider");
        assertThat(provider.path("kind").asString()).isEqualTo("loom");
        assertThat(provider.path("embedUrl").asString()).isEqualTo("https://www.loom.com/embed/abc");
        assertThat(get(anybody, "/v/" + token)
                        .returnResult(String.class)
                        .getResponseHeaders()
                        .getFirst("Content-Security-Policy"))
                .endsWith("frame-src https://www.loom.com");
    }

    private String token(String form) {
        return VideoBed.share(acorn, video, form).path("token").asString();
    }

    private tools.jackson.databind.JsonNode recipient(String name, String email) {
        return VideoBed.share(acorn, video, """
                {"recipient":{"name":"%s","email":"%s"}}""".formatted(name, email)).path("recipient");
    }

    private String unlock(String token, String password) {
        return Objects.requireNonNull(post(anybody, viewer(token) + "/unlock", "{\"password\":\"" + password + "\"}")
                .expectStatus()
                .isNoContent()
                .returnResult(String.class)
                .getResponseHeaders()
                .getFirst(HttpHeaders.SET_COOKIE));
    }

    private @org.jspecify.annotations.Nullable String titleWith(String token, String cookie) {
        var shown =
                json(anybody.get().uri(viewer(token)).header("Cookie", cookie).exchange(), 200);
        return shown.path("title").isNull() ? null : shown.path("title").asString();
    }

    private String page(String path, int status) {
        return Objects.requireNonNull(get(anybody, path)
                .expectStatus()
                .isEqualTo(status)
                .returnResult(String.class)
                .getResponseBody());
    }

    private static String viewer(String token) {
        return "/api/viewer/" + token;
    }
}
