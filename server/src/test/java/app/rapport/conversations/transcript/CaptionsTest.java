package app.rapport.conversations.transcript;

import static app.rapport.conversations.transcript.Read.lines;
import static app.rapport.conversations.transcript.Read.parsed;
import static app.rapport.conversations.transcript.Read.rejected;
import static app.rapport.conversations.transcript.Read.transcript;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Requirement("H-12")
class CaptionsTest {
    @Test
    void keepsSpeakersTimesAndOrderOfVoiceTags() {
        var talk = transcript(Format.VTT, """
                WEBVTT - Weekly

                NOTE made by a tool
                that says more

                STYLE
                ::cue { color: red }

                intro
                00:01.000 --> 00:04.500 align:start position:10%
                <v John Doe>Hello Sam, <i>thanks</i> for joining.</v>

                00:00:05.000 --> 00:00:07.000
                <v.loud Sam Okafor>Hi John.</v> <v John Doe>Great.</v>
                """);
        assertThat(lines(talk))
                .containsExactly(
                        "John Doe: Hello Sam, thanks for joining.", "Sam Okafor: Hi John.", "John Doe: Great.");
        assertThat(talk.turns().getFirst().startMs()).isEqualTo(1000);
        assertThat(talk.turns().getFirst().endMs()).isEqualTo(4500);
        assertThat(talk.duration()).contains(Duration.ofSeconds(7));
        assertThat(talk.speakers()).containsExactly("John Doe", "Sam Okafor");
    }

    @Test
    void readsNamesBeforeAColonAsZoomWritesThem() {
        var windows = """
                WEBVTT

                1
                00:00:01,000 --> 00:00:03,000
                Ana Lima: Shall we start?

                2
                00:00:03.000 --> 00:00:05.000
                Bo: Yes: let us.

                3
                00:00:05.000 --> 00:00:06.000
                Bo: Now.
                """.replace("\n", "\r\n");
        var talk = transcript(Format.VTT, "\uFEFF" + windows);
        assertThat(lines(talk)).containsExactly("Ana Lima: Shall we start?", "Bo: Yes: let us. Now.");
    }

    @Test
    void readsSubRipWithFontTagsPositionsAndWithoutBlankLines() {
        var talk = transcript(Format.SRT, """
                1
                00:00:01,000 --> 00:00:02,000
                {\\an8}<font color="#fff">Ana: Good morning</font>
                2
                00:00:02,000 --> 00:00:03,000
                Ana: everybody.

                3
                00:00:04,000 --> 00:00:05,000
                Bo: <b>Morning</b>
                """);
        assertThat(lines(talk)).containsExactly("Ana: Good morning everybody.", "Bo: Morning");
    }

    @Test
    void readsTeamsFilesThatPutTheNameOnALineOfItsOwn() {
        var talk = transcript(Format.TEXT, """
                0:0:0.0 --> 0:0:5.360
                Ana Lima
                Can you hear me?
                0:0:5.360 --> 0:0:7.1
                Bo Berg
                Loud and clear.
                0:0:8.0 --> 0:0:9.0
                Ana Lima
                Good.
                0:0:9.0 --> 0:0:10.0
                Bo Berg
                Go on.
                """);
        assertThat(lines(talk))
                .containsExactly(
                        "Ana Lima: Can you hear me?", "Bo Berg: Loud and clear.", "Ana Lima: Good.", "Bo Berg: Go on.");
    }

    @Test
    void leavesBrokenCuesOutAndNamesTheirLines() {
        var reading = parsed(Transcripts.parse(Format.VTT, """
                WEBVTT

                00:00:xx.000 --> 00:00:02.000
                lost

                00:00:09.000 --> 00:00:03.000
                Ana: backwards

                text that lost its time

                00:00:10.000 --> 00:00:11.000
                Ana: kept
                """));
        assertThat(reading.problems())
                .containsExactly(
                        "Line 3: the time cannot be read; this cue was left out.",
                        "Line 6: the cue ends before it starts; its end was ignored.",
                        "Line 9: text without a time was left out.");
        assertThat(lines(reading.transcript())).containsExactly("Ana: backwards kept");
    }

    @Test
    void refusesWhatHasNoReadableCueAtAll() {
        var refusal = rejected(Transcripts.parse(Format.VTT, "WEBVTT\n\n00:aa --> 00:bb\nlost\n"));
        assertThat(refusal.code()).isEqualTo("transcript_unreadable");
        assertThat(refusal.sentence()).contains("Line 3");
        assertThat(rejected(Transcripts.parse(Format.VTT, "WEBVTT\n\nNOTE nothing\n"))
                        .code())
                .isEqualTo("transcript_unreadable");
    }

    @Test
    void tellsAThousandBrokenCuesInFiftyLinesAndACount() {
        var broken = "WEBVTT\n\n" + "00:99 --> x\nlost\n\n".repeat(1000) + "00:01.000 --> 00:02.000\nAna: kept\n";
        assertThat(parsed(Transcripts.parse(Format.VTT, broken)).problems())
                .hasSize(51)
                .last()
                .isEqualTo("And 950 more of the kind.");
    }

    @Test
    void keepsCuesWithoutAnySpeakerAndJoinsThemIntoSentences() {
        var talk = transcript(Format.VTT, """
                WEBVTT

                00:01.000 --> 00:02.000
                we would like to see

                00:02.000 --> 00:03.000
                a proposal.

                00:03.000 --> 00:04.000
                Thanks.
                """);
        assertThat(lines(talk)).containsExactly("-: we would like to see a proposal.", "-: Thanks.");
    }
}
