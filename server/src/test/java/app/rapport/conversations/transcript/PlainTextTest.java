package app.rapport.conversations.transcript;

import static app.rapport.conversations.transcript.Read.lines;
import static app.rapport.conversations.transcript.Read.transcript;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import org.junit.jupiter.api.Test;

@Requirement("H-12")
class PlainTextTest {
    @Test
    void readsANameBeforeAColon() {
        var talk = transcript(Format.TEXT, """
                Ana Lima: Good morning.
                One thing: the meeting is at 10:30.
                Dr. Bo van Berg (Acme): Thanks. See https://acme.example/a
                """);
        assertThat(lines(talk))
                .containsExactly(
                        "Ana Lima: Good morning. One thing: the meeting is at 10:30.",
                        "Dr. Bo van Berg (Acme): Thanks. See https://acme.example/a");
    }

    @Test
    void readsATimeBeforeTheName() {
        var talk = transcript(
                Format.TEXT, "[00:01:02] Ana: Hello.\n[00:01:05] Bo: Hi.\n(00:01:09) Ana: Well.\n01:15 - Bo: Yes.\n");
        assertThat(lines(talk)).containsExactly("Ana: Hello.", "Bo: Hi.", "Ana: Well.", "Bo: Yes.");
        assertThat(talk.turns()).extracting(Turn::startMs).containsExactly(62_000L, 65_000L, 69_000L, 75_000L);
    }

    @Test
    void readsANameWithATimeAboveTheText() {
        var talk = transcript(Format.TEXT, """
                Ana Lima (00:12)
                Hello there.
                And welcome.

                Bo Berg  0:31
                Thank you.

                00:45 | Ana Lima
                Right.

                Bo Berg | 01:02
                Fine.

                00:59 | Ana Lima
                Bye.

                Transcribed by https://otter.example
                """);
        assertThat(lines(talk))
                .containsExactly(
                        "Ana Lima: Hello there. And welcome.",
                        "Bo Berg: Thank you.",
                        "Ana Lima: Right.",
                        "Bo Berg: Fine.",
                        "Ana Lima: Bye.");
        assertThat(talk.turns().getFirst().startMs()).isEqualTo(12_000);
    }

    @Test
    void countsZoomsTimesOfDayFromTheFirst() {
        var talk = transcript(Format.TEXT, "[Ana Lima] 10:02:13\nHello\n\n[Bo Berg] 10:02:20\nHi\n");
        assertThat(lines(talk)).containsExactly("Ana Lima: Hello", "Bo Berg: Hi");
        assertThat(talk.turns()).extracting(Turn::startMs).containsExactly(0L, 7_000L);
        var meet = transcript(Format.TEXT, "Ana Lima  11:59 AM\nHello\nBo Berg  12:01 PM\nHi\n");
        assertThat(meet.turns()).extracting(Turn::startMs).containsExactly(0L, 120_000L);
    }

    @Test
    void takesALowerCaseNameThatKeepsComingBack() {
        var talk = transcript(Format.TEXT, "sam: hello\njohn: hi\nsam: so\njohn: yes\nsam: good\njohn: bye\n");
        assertThat(talk.speakers()).containsExactly("sam", "john");
    }

    @Test
    void readsNamesOnALineOfTheirOwn() {
        assertThat(lines(transcript(Format.TEXT, "**Ana:**\nHello.\n\n**Bo:**\nHi.\n")))
                .containsExactly("Ana: Hello.", "Bo: Hi.");
    }

    @Test
    void keepsTextWithoutSpeakers() {
        var talk = transcript(Format.TEXT, "We met at the fair.\nThey want a demo.\n");
        assertThat(lines(talk)).containsExactly("-: We met at the fair.", "-: They want a demo.");
        assertThat(talk.duration()).isEmpty();
    }

    @Test
    void readsRightToLeftText() {
        var talk = transcript(Format.TEXT, "سارة: مرحبا، الميزانية 50,000 ريال.\nخالد العمري: شكرا لك.\n");
        assertThat(lines(talk)).containsExactly("سارة: مرحبا، الميزانية 50,000 ريال.", "خالد العمري: شكرا لك.");
    }
}
