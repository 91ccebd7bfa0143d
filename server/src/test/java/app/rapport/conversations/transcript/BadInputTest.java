package app.rapport.conversations.transcript;

import static app.rapport.conversations.transcript.Read.lines;
import static app.rapport.conversations.transcript.Read.parsed;
import static app.rapport.conversations.transcript.Read.rejected;
import static app.rapport.conversations.transcript.Read.transcript;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import app.rapport.Requirement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Requirement("H-12")
class BadInputTest {
    private static final String ARABIC =
            "سارة: مرحبا، كيف حال المشروع والميزانية؟\nخالد: الميزانية خمسون ألف ريال، وسوف أرسل العرض يوم الخميس.\n";

    @ParameterizedTest
    @EnumSource(Format.class)
    void refusesNothingAndWhiteSpace(Format format) {
        assertThat(rejected(Transcripts.parse(format, "")).code()).isEqualTo("transcript_empty");
        assertThat(rejected(Transcripts.parse(format, " \r\n\t\u0000\uFEFF\u202E "))
                        .code())
                .isEqualTo("transcript_empty");
        assertThat(rejected(Transcripts.parse(format, new byte[0])).code()).isEqualTo("transcript_empty");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void refusesMoreThanTenMegabytes(Format format) {
        assertThat(rejected(Transcripts.parse(format, new byte[Transcripts.MAX_BYTES + 1]))
                        .code())
                .isEqualTo("transcript_too_large");
        assertThat(rejected(Transcripts.parse(format, "a".repeat(Transcripts.MAX_BYTES + 1)))
                        .code())
                .isEqualTo("transcript_too_large");
    }

    @Test
    void readsInTimeThatGrowsWithTheSize() {
        var tenMegabytes = "Ana: hello.\n".repeat(Transcripts.MAX_BYTES / 12);
        assertTimeout(Duration.ofMinutes(1), () -> Transcripts.parse(Format.TEXT, tenMegabytes));
        for (var hostile : new String[] {
            "a",
            " ",
            "Ana: hello. ",
            "<",
            "<v ",
            "&",
            "{\\",
            "1:",
            "[",
            "00:00:01.000 --> ",
            "Ana (0:01)\n",
            "a:\n",
            "\n\n-->\n\n"
        }) {
            var content = hostile.repeat(Transcripts.MAX_BYTES / 4 / hostile.length());
            for (var format : Format.values()) {
                assertTimeout(
                        Duration.ofSeconds(8), () -> Transcripts.parse(format, content), hostile + " as " + format);
            }
        }
    }

    @Test
    void cutsAnEndlessTurnAtSentences() {
        var talk = transcript(Format.TEXT, "Ana: " + "This is one sentence of many. ".repeat(2_000));
        assertThat(talk.turns()).hasSizeGreaterThan(10).allSatisfy(turn -> {
            assertThat(turn.text())
                    .hasSizeLessThanOrEqualTo(4_000)
                    .startsWith("This")
                    .endsWith("many.");
            assertThat(turn.speaker()).isEqualTo("Ana");
        });
    }

    @Test
    void refusesMoreTurnsThanAConversationHas() {
        assertThat(rejected(Transcripts.parse(Format.TEXT, "Ana: a.\nBo: b.\n".repeat(30_000)))
                        .code())
                .isEqualTo("transcript_too_large");
    }

    @Test
    void readsTheEncodingsFilesComeIn() {
        assertThat(lines(bytes(ARABIC.getBytes(UTF_8))).getFirst()).startsWith("سارة: مرحبا");
        assertThat(lines(bytes(marked(0xEF, 0xBB, 0xBF, ARABIC.getBytes(UTF_8))))
                        .getFirst())
                .startsWith("سارة:");
        assertThat(lines(bytes(marked(0xFF, 0xFE, -1, ARABIC.getBytes(UTF_16LE))))
                        .getFirst())
                .startsWith("سارة:");
        assertThat(lines(bytes(marked(0xFE, 0xFF, -1, ARABIC.getBytes(UTF_16BE))))
                        .getFirst())
                .startsWith("سارة:");
        assertThat(lines(bytes("Ana: no mark at all".getBytes(UTF_16LE)))).containsExactly("Ana: no mark at all");
        var arabic = parsed(Transcripts.parse(Format.TEXT, ARABIC.getBytes(Charset.forName("windows-1256"))));
        assertThat(lines(arabic.transcript()).getFirst()).startsWith("سارة: مرحبا");
        assertThat(arabic.problems()).singleElement().asString().contains("windows-1256");
        var western = parsed(Transcripts.parse(
                Format.TEXT, "José: Das Café kostet 5 € – schön.".getBytes(Charset.forName("windows-1252"))));
        assertThat(lines(western.transcript())).containsExactly("José: Das Café kostet 5 € – schön.");
        assertThat(western.problems()).singleElement().asString().contains("windows-1252");
    }

    @Test
    void refusesEncodingsItCannotTellAndFilesThatAreNoText() {
        var russian = "Анна: Здравствуйте, бюджет пятьдесят тысяч рублей.".getBytes(Charset.forName("windows-1251"));
        assertThat(rejected(Transcripts.parse(Format.TEXT, russian)).code()).isEqualTo("transcript_encoding");
        assertThat(rejected(Transcripts.parse(Format.TEXT, "Ana: 予算は五万です。".getBytes(Charset.forName("Shift_JIS"))))
                        .code())
                .isEqualTo("transcript_encoding");
        assertThat(rejected(Transcripts.parse(Format.TEXT, new byte[] {1, 2, 3, (byte) 0xC3, 0, 5, 6, 7}))
                        .code())
                .isEqualTo("transcript_encoding");
        assertThat(rejected(Transcripts.parse(Format.TEXT, "%PDF-1.7 …".getBytes(ISO_8859_1)))
                        .sentence())
                .contains("PDF");
        assertThat(rejected(Transcripts.parse(Format.TEXT, "\uFFFD".repeat(500)))
                        .code())
                .isEqualTo("transcript_encoding");
    }

    @Test
    void keepsHostileMarkupAsTextAndTakesOutWhatTurnsTextAround() {
        var hostile = "<script>alert(1)</script> <img src=x onerror=alert(2)> ' or 1=1 -- {{7*7}} ${jndi:x}";
        for (var content : new String[] {
            "Ana: " + hostile,
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>" + hostile,
            "[{\"speaker\":\"Ana\",\"text\":\"" + hostile + "\"}]"
        }) {
            assertThat(lines(parsed(Transcripts.parse(content)).transcript())).containsExactly("Ana: " + hostile);
        }
        assertThat(lines(transcript(Format.TEXT, "Ana\u0000: a\u202Eb\u2066c\u0007d\u001B[31m\uD800")))
                .containsExactly("Ana: abcd[31m\uFFFD");
        assertThat(lines(transcript(Format.JSON, "[{\"speaker\":\"A\\u202Ena\",\"text\":\"a\\u0000b\\u202Ec\"}]")))
                .containsExactly("Ana: abc");
    }

    @Test
    void readsWhatItIsEvenWhenItWasCalledSomethingElse() {
        assertThat(Transcripts.detect("\uFEFF\nWEBVTT\n\n")).isEqualTo(Format.VTT);
        assertThat(Transcripts.detect("1\n00:00:01,000 --> 00:00:02,000\nx\n")).isEqualTo(Format.SRT);
        assertThat(Transcripts.detect(" [ {\"text\":\"x\"}]")).isEqualTo(Format.JSON);
        assertThat(Transcripts.detect("[00:01] Ana: hello")).isEqualTo(Format.TEXT);
        assertThat(Transcripts.detect("[Ana] hello {x}")).isEqualTo(Format.TEXT);
        var reading = parsed(Transcripts.parse(Format.TEXT, "WEBVTT\n\n00:01.000 --> 00:02.000\nAna: hello\n"));
        assertThat(reading.transcript().format()).isEqualTo(Format.VTT);
        assertThat(reading.problems()).containsExactly("This looks like VTT and was read as such.");
    }

    private static Transcript bytes(byte[] content) {
        return parsed(Transcripts.parse(Format.TEXT, content)).transcript();
    }

    private static byte[] marked(int first, int second, int third, byte[] text) {
        var marked = new ByteArrayOutputStream();
        marked.write(first);
        marked.write(second);
        if (third >= 0) {
            marked.write(third);
        }
        marked.writeBytes(text);
        return marked.toByteArray();
    }
}
