package app.rapport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.platform.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private final Addresses closed = allowing();

    private static Addresses allowing(String... entries) {
        return new Addresses(new WebhookSettings(List.of(entries), Duration.ofSeconds(15), Duration.ofDays(5)));
    }

    @ParameterizedTest
    @Requirement("H-31")
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.8.9.10:8080/x",
                "http://localhost/",
                "http://LOCALHOST:3000/",
                "http://0.0.0.0/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://100.64.0.1/",
                "http://100.127.255.254/",
                "http://198.18.0.1/",
                "http://192.0.0.8/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[64:ff9b:1::a00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://0x7f.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://017700000001/",
                "http://127.0.0.1./",
                "https://user@127.0.0.1/",
                "https://example.com@127.0.0.1/",
                "https://user:pass@example.com/"
            })
    void neverCallsTheInside(String address) {
        assertThatThrownBy(() -> closed.check(address))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("webhook_address_refused"));
    }

    @ParameterizedTest
    @Requirement("H-31")
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "//example.com/",
                "example.com/hook",
                "https:///hook",
                "https://exa mple.com/",
                "https://example.com:99999/",
                "https://127.0.0.1\\@example.com/",
                "https://example.com/#part",
                "javascript:alert(1)",
                ""
            })
    void isNotAnAddressToCall(String address) {
        assertThatThrownBy(() -> closed.check(address))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("webhook_url_invalid"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://93.184.216.34/", "http://[2606:4700::1111]:8443/x?y=1", "https://no-such-host.invalid/"
            })
    void callsTheInternetAndNamesThatAreNotKnownYet(String address) {
        assertThat(closed.check(address).toString()).isEqualTo(address);
    }

    @Test
    void theRefusalNamesTheSettingThatAllowsIt() {
        assertThatThrownBy(() -> closed.check("http://10.0.0.1/")).hasMessageContaining("RAPPORT_WEBHOOKS_ALLOW");
    }

    @Test
    @Requirement("H-31")
    void anOperatorAllowsHostsPortsAndRanges() {
        var open = allowing("localhost:4001", "127.0.0.2", "10.1.0.0/16", "[::1]:9000");
        for (var allowed :
                List.of("http://localhost:4001/", "http://127.0.0.2:77/", "http://10.1.2.3/", "http://[::1]:9000/")) {
            assertThatCode(() -> open.check(allowed)).as(allowed).doesNotThrowAnyException();
        }
        for (var refused :
                List.of("http://localhost:4002/", "http://127.0.0.1:4001/", "http://10.2.0.1/", "http://[::1]/")) {
            assertThatThrownBy(() -> open.check(refused)).as(refused).isInstanceOf(Problem.class);
        }
    }
}
