package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final Map<String, String> ANN = Map.of("First Name", "Ann", "company", "Acme", "empty", " ");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hi {{first_name}}|Hi Ann",
                "Hi [FIRST_NAME]!|Hi Ann!",
                "Hi {{ First-Name }} of {{COMPANY}}|Hi Ann of Acme",
                "Hi {{empty}}|Hi there",
                "Hi {{nobody}} and [NOBODY]|Hi there and there",
                "Hi [1] (sic)|Hi [1] (sic)"
            })
    void putsAnyColumnInEitherSpelling(String template, String words) {
        assertThat(Point.overlay(0, 1, template, "there").words(ANN)).isEqualTo(words);
    }

    @Test
    void neverShowsARawPlaceholder() {
        var point = Point.overlay(0, 1, "Hi {{first_name}}", "{{other}}");
        assertThat(point.words(Map.of("first_name", "[FIRST_NAME]"))).isEqualTo("Hi");
        assertThat(point.words(Map.of())).isEqualTo("Hi");
        assertThat(Point.overlay(0, 1, "{{first_name}}", "").words(Map.of())).isEmpty();
    }

    @Test
    void leavesOutWhatMustNotBeDrawn() {
        var point = Point.overlay(0, 1, "{{first_name}}", "there");
        assertThat(point.words(Map.of("first_name", "An\u0000n\u202Eevil\u2066\n")))
                .isEqualTo("An n evil");
        assertThat(point.words(Map.of("first_name", "$1\\0"))).isEqualTo("$1\\0");
    }
}
