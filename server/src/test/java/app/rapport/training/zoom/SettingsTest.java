package app.rapport.training.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is set about Zoom, looked at when Rapport starts. */
class SettingsTest {
    private static final Map<String, String> ALL = Stream.of(
                    "ZOOM_ACCOUNT_ID",
                    "ZOOM_CLIENT_ID",
                    "ZOOM_CLIENT_SECRET",
                    "ZOOM_SDK_KEY",
                    "ZOOM_SDK_SECRET",
                    "ZOOM_WEBHOOK_SECRET_TOKEN")
            .collect(Collectors.toMap(name -> name, name -> "secret-of-" + name));

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({AccountSettings.class, ZoomSettings.class})
    @Import(Installation.class)
    static class Part {}

    private static ApplicationContextRunner with(Map<String, String> environment) {
        return new ApplicationContextRunner()
                .withInitializer(context -> {
                    var sources = context.getEnvironment().getPropertySources();
                    sources.remove("systemEnvironment");
                    sources.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(environment)));
                })
                .withUserConfiguration(Part.class);
    }

    private static Map<String, String> without(String... names) {
        var some = new HashMap<>(ALL);
        for (var name : names) {
            some.remove(name);
        }
        return some;
    }

    @Test
    @Requirement({"Z-08", "Z-09", "D-27"})
    void allThatIsSetIsReadFromTheEnvironment() {
        with(ALL).run(context -> {
            var installation = context.getBean(Installation.class);
            assertThat(installation.configured()).isTrue();
            assertThat(installation.account().accountId()).isEqualTo("secret-of-ZOOM_ACCOUNT_ID");
            assertThat(installation.account().clientId()).isEqualTo("secret-of-ZOOM_CLIENT_ID");
            assertThat(installation.account().clientSecret()).isEqualTo("secret-of-ZOOM_CLIENT_SECRET");
            assertThat(installation.account().sdkKey()).isEqualTo("secret-of-ZOOM_SDK_KEY");
            assertThat(installation.account().sdkSecret()).isEqualTo("secret-of-ZOOM_SDK_SECRET");
            assertThat(installation.webhookSecret()).hasValue("secret-of-ZOOM_WEBHOOK_SECRET_TOKEN");
            assertThat(installation.account().missing()).isEmpty();
            assertThat(installation.account().toString()).doesNotContain("secret-of");
        });
    }

    @Test
    @Requirement({"Z-10", "D-27"})
    void aPartOfItStopsTheStartAndNamesWhatIsMissing() {
        with(without("ZOOM_CLIENT_SECRET", "ZOOM_SDK_KEY"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("ZOOM_CLIENT_SECRET, ZOOM_SDK_KEY missing")
                        .message()
                        .doesNotContain("secret-of", "ZOOM_ACCOUNT_ID"));
    }

    @Test
    @Requirement({"Z-10", "D-27"})
    void noneOfItStartsUnlessItIsStrict() {
        with(Map.of("ZOOM_ACCOUNT_ID", " ", "ZOOM_SDK_SECRET", "")).run(context -> {
            assertThat(context.getBean(Installation.class).configured()).isFalse();
            assertThat(context.getBean(Installation.class).account().missing()).hasSize(6);
        });
        with(Map.of("RAPPORT_ZOOM_STRICT", "true"))
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("ZOOM_ACCOUNT_ID"));
    }

    @Test
    void withoutTheWebhooksSecretItStartsAndSaysSo() {
        with(without("ZOOM_WEBHOOK_SECRET_TOKEN")).run(context -> {
            assertThat(context.getBean(Installation.class).configured()).isTrue();
            assertThat(context.getBean(Installation.class).account().missing())
                    .containsExactly("ZOOM_WEBHOOK_SECRET_TOKEN");
        });
    }

    @Test
    @Requirement("Z-80")
    void theWindowsVersionStandsInOnePlaceAndInItsAddress() {
        with(ALL).run(context -> {
            var installation = context.getBean(Installation.class);
            assertThat(installation.sdkBaseUrl()).isEqualTo("https://source.zoom.us/" + installation.sdkVersion());
        });
        var elsewhere = new HashMap<>(ALL);
        elsewhere.put("RAPPORT_ZOOM_SDK_BASE_URL", "https://files.example/zoom/");
        elsewhere.put("RAPPORT_ZOOM_STAND_IN_ROOM", "http://localhost:3001/zoom/room");
        elsewhere.put("RAPPORT_PROVIDERS_ZOOM_BASE_URL", "http://localhost:3001/zoom");
        with(elsewhere).run(context -> {
            var installation = context.getBean(Installation.class);
            assertThat(installation.sdkBaseUrl()).isEqualTo("https://files.example/zoom");
            assertThat(installation.standInRoom()).hasValue("http://localhost:3001/zoom/room");
            assertThat(installation.api("/users")).hasToString("http://localhost:3001/zoom/v2/users");
            assertThat(installation.token()).hasToString("http://localhost:3001/zoom/oauth/token");
        });
    }

    @Test
    @Requirement("Z-35")
    void aSignaturesLifetimeIsOneThatZoomTakes() {
        for (var wrong : new String[] {"29m", "49h"}) {
            var all = new HashMap<>(ALL);
            all.put("RAPPORT_ZOOM_SIGNATURE_LIFETIME", wrong);
            with(all)
                    .run(context -> assertThat(context)
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("RAPPORT_ZOOM_SIGNATURE_LIFETIME"));
        }
    }
}
