package app.rapport.conversations.transcript;

import static app.rapport.conversations.transcript.Read.lines;
import static app.rapport.conversations.transcript.Read.parsed;
import static app.rapport.conversations.transcript.Read.rejected;
import static app.rapport.conversations.transcript.Read.transcript;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.platform.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("H-12")
class JsonShapesTest {
    @ParameterizedTest
    @ValueSource(strings = {"""
                [{"speaker":"Ana","text":"Hello.","start":1.0,"end":2.5},{"speaker":"Bo","text":"Hi.","start":3,"end":4}]""", """
                {"turns":[{"speaker":{"name":"Ana"},"text":"Hello.","startMs":1000,"endMs":2500},{"speaker":{"name":"Bo"},"text":"Hi.","startMs":3000}]}""", """
                {"text":"Hello. Hi.","segments":[{"speaker":"Ana","text":" Hello.","start":"00:00:01.000","end":"00:00:02.500"},{"speaker":"Bo","text":"Hi.","start":"3s"}]}""", """
                {"results":{"audio_segments":[{"speaker_label":"Ana","transcript":"Hello.","start_time":"1.0","end_time":"2.5"},{"speaker_label":"Bo","transcript":"Hi.","start_time":"3.0"}]}}""", """
                {"monologues":[{"speaker":"Ana","elements":[{"type":"text","value":"Hello."}],"start":1.0,"end":2.5},{"speaker":"Bo","elements":[{"value":"Hi."}],"start":3.0}]}""", """
                {"results":{"channels":[{"alternatives":[{"transcript":"all","paragraphs":{"paragraphs":[
                {"speaker":"Ana","sentences":[{"text":"Hello.","start":1.0,"end":2.5}]},{"speaker":"Bo","sentences":[{"text":"Hi.","start":3.0,"end":4.0}]}]}}]}]}}""", """
                {"callTranscripts":[{"transcript":[{"speakerId":"Ana","sentences":[{"start":1.0,"end":2.5,"text":"Hello."}]},{"speakerId":"Bo","sentences":[{"start":3.0,"end":4,"text":"Hi."}]}]}]}""", """
                {"transcript":"Ana: Hello.\\nBo: Hi."}"""})
    void findsTheTurnsInTheShapesToolsWrite(String json) {
        var talk = transcript(Format.JSON, json);
        assertThat(lines(talk)).containsExactly("Ana: Hello.", "Bo: Hi.");
        var start = talk.turns().getFirst().startMs();
        assertThat(start == null || start == 1000).isTrue();
    }

    @Test
    void tellsSecondsFromMillisecondsByHowFastPeopleSpeak() {
        var said = "a sentence that takes some four seconds to say out loud";
        assertThat(transcript(Format.JSON, "[{\"text\":\"" + said + "\",\"start\":0,\"end\":4}]")
                        .turns()
                        .getFirst()
                        .endMs())
                .isEqualTo(4000);
        assertThat(transcript(Format.JSON, "[{\"text\":\"" + said + "\",\"start\":0,\"end\":4000}]")
                        .turns()
                        .getFirst()
                        .endMs())
                .isEqualTo(4000);
    }

    @Test
    void namesNumberedSpeakersAndReportsSilentEntries() {
        var reading = parsed(Transcripts.parse(Format.JSON, """
                {"utterances":[{"speaker":0,"text":"Hello."},{"speaker":1},{"speaker":1,"text":"Hi."}]}"""));
        assertThat(lines(reading.transcript())).containsExactly("Speaker 0: Hello.", "Speaker 1: Hi.");
        assertThat(reading.problems()).containsExactly("Entry 2: no text; it was left out.");
        assertThat(reading.words())
                .containsExactly(Wording.of("entry_without_text").with("entry", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1}", "[]", "[1,2]", "not json", "{\"turns\":[]}"})
    void refusesJsonWithoutTurns(String json) {
        assertThat(rejected(Transcripts.parse(Format.JSON, json)).code()).isEqualTo("transcript_unreadable");
    }

    @Test
    void refusesJsonMadeToFillTheMemory() {
        assertThat(rejected(Transcripts.parse(Format.JSON, "[" + "{},".repeat(3_000_000) + "{}]"))
                        .code())
                .isEqualTo("transcript_unreadable");
        assertThat(rejected(Transcripts.parse(Format.JSON, "[".repeat(5_000_000)))
                        .code())
                .isEqualTo("transcript_unreadable");
    }
}
