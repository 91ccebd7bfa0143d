package app.rapport.render.splice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Own audio segments between the ladder's, held against the spliced sound itself: what is wrong is measured, not guessed. */
class OwnAudioTest {
    @TempDir
    Path folder;

    @Test
    void continuesTheLadderWithoutASeamWhereverTheNameIs() throws Exception {
        var random = new Random(20261120);
        for (var round = 0; round < 6; round++) {
            var base = Sounds.speech(round, 21.3, 2, 0.3);
            var ladder = new Ladder(base, 1.5 + 3 * random.nextDouble());
            for (var i = 0; i < 8; i++) {
                var from = Math.round((base.length() - Sound.RATE) * random.nextDouble());
                var slot = new Span(from, from + Math.round(Sound.RATE * (0.3 + 0.6 * random.nextDouble())));
                ladder.holds(new Insert(slot, Sounds.speech(100 + i, slot.seconds(), 1, 0.1)));
            }
        }
    }

    @Test
    void holdsAtTheVeryStartTheVeryEndAndAcrossBorders() throws Exception {
        var base = Sounds.speech(7, 13.1, 2, 0.3);
        var ladder = new Ladder(base, 4);
        var name = Sounds.speech(8, 0.6, 1, 0.3);
        ladder.holds(new Insert(new Span(0, 28_800), name));
        ladder.holds(new Insert(new Span(base.length() - 28_800, base.length()), name));
        ladder.holds(new Insert(Span.ofSeconds(3.7, 4.3), name));
        // the first sample of a segment and the last one
        var border = ladder.segments.get(1).from() * Aac.FRAME;
        ladder.holds(new Insert(new Span(border, border + 28_800), name));
        ladder.holds(new Insert(new Span(border - 28_800, border), name));
        // two in one segment, and in segments apart
        ladder.holds(new Insert(Span.ofSeconds(5, 5.6), name), new Insert(Span.ofSeconds(6.5, 7.1), name));
        ladder.holds(new Insert(Span.ofSeconds(1, 1.6), name), new Insert(Span.ofSeconds(9.5, 10.1), name));
    }

    @Test
    void holdsOverSilence() throws Exception {
        var ladder = new Ladder(Sound.silence(2, Sound.RATE * 9L), 4);
        ladder.holds(new Insert(Span.ofSeconds(2.2, 2.9), Sounds.speech(3, 0.7, 1, 0.3)));
    }

    @Test
    void touchesTheSegmentBeforeWhenTheNameBeginsOne() {
        var segments = List.of(new Span(0, 100), new Span(100, 200), new Span(200, 300));
        assertThat(OwnAudio.touched(List.of(new Span(102_400, 110_000)), segments))
                .containsExactly(0, 1);
        assertThat(OwnAudio.touched(List.of(new Span(103_424, 110_000)), segments))
                .containsExactly(1);
        assertThat(OwnAudio.touched(List.of(new Span(150_000, 204_800)), segments))
                .containsExactly(1);
        assertThat(OwnAudio.touched(List.of(new Span(0, 2_000), new Span(250_000, 260_000)), segments))
                .containsExactly(0, 2);
    }

    @Test
    void encodesLittleMoreThanTheName() {
        var segments = List.of(new Span(0, 188), new Span(188, 375), new Span(375, 563));
        var name = List.of(Span.ofSeconds(3.6, 4.4));
        assertThat(OwnAudio.touched(name, segments)).containsExactly(0, 1);
        var runs = OwnAudio.runs(name, segments);
        assertThat(runs).containsExactly(new Span(167, 215));
        assertThat(OwnAudio.runs(List.of(Span.ofSeconds(3.6, 4), Span.ofSeconds(4.2, 4.4)), segments))
                .as("close ones in one go")
                .containsExactly(new Span(167, 215));
        assertThat(OwnAudio.runs(List.of(Span.ofSeconds(3.5, 3.97)), segments))
                .as("not into a segment that can stay as it is")
                .containsExactly(new Span(163, 188));
    }

    private final class Ladder {
        final Sound base;
        final Ffmpeg ffmpeg;
        final List<byte[]> frames;
        final List<Span> segments = new ArrayList<>();

        Ladder(Sound base, double seconds) throws Exception {
            this.base = base;
            ffmpeg = Ffmpeg.in(folder);
            var all = ffmpeg.frames(base);
            frames = all.subList(1, all.size());
            var grid = seconds * Sound.RATE / Aac.FRAME;
            for (var i = 0; Math.round(i * grid) < frames.size(); i++) {
                segments.add(new Span(Math.round(i * grid), Math.min(frames.size(), Math.round((i + 1) * grid))));
            }
        }

        void holds(Insert... inserts) throws Exception {
            var spliced = (Splicing.Spliced) Splicer.splice(base, List.of(inserts));
            var own = OwnAudio.encode(spliced.sound(), spliced.changed(), segments, this::kept, ffmpeg);
            var personal = new ArrayList<>(frames);
            for (var segment : own) {
                var from = (int) segments.get(segment.index()).from();
                for (var i = 0; i < segment.frames().size(); i++) {
                    personal.set(from + i, segment.frames().get(i));
                }
            }
            var heard = ffmpeg.heard(personal);
            assertThat(heard.length()).isEqualTo((long) frames.size() * Aac.FRAME);
            var meant = spliced.sound().between(0, heard.length());
            for (var at = 0; at < own.size(); ) {
                var end = at + 1;
                while (end < own.size()
                        && own.get(end).index() == own.get(end - 1).index() + 1) {
                    end++;
                }
                var from = segments.get(own.get(at).index()).from();
                var to = segments.get(own.get(end - 1).index()).to();
                var inner = error(heard, meant, from + 2, to - 2);
                if (from > 0) {
                    assertBorder("start", error(heard, meant, from - 1, from + 1), inner, inserts);
                }
                if (to < frames.size()) {
                    assertBorder("end", error(heard, meant, to - 1, to + 1), inner, inserts);
                }
                at = end;
            }
            for (var run : OwnAudio.runs(spliced.changed(), segments)) {
                var inner = error(heard, meant, run.from() + 2, run.to() - 2);
                if (run.from() > 0) {
                    assertBorder(
                            "change from the ladder",
                            error(heard, meant, run.from() - 1, run.from() + 1),
                            inner,
                            inserts);
                }
                if (run.to() < frames.size()) {
                    assertBorder(
                            "change to the ladder", error(heard, meant, run.to() - 1, run.to() + 1), inner, inserts);
                }
            }
        }

        private List<byte[]> kept(int segment) {
            var span = segments.get(segment);
            return frames.subList((int) span.from(), (int) span.to());
        }

        private void assertBorder(String which, double border, double inner, Insert... inserts) {
            assertThat(border)
                    .as("the error at the %s for %s, with %s inside", which, inserts[0].slot(), inner)
                    .isLessThanOrEqualTo(3 * inner + 1e-6);
        }

        private double error(Sound heard, Sound meant, long fromFrame, long toFrame) {
            var from = fromFrame * Aac.FRAME;
            var to = toFrame * Aac.FRAME;
            var difference = heard.between(from, to);
            var expected = meant.between(from, to);
            for (var i = 0; i < difference.samples().length; i++) {
                difference.samples()[i] -= expected.samples()[i];
            }
            return Math.sqrt(difference.power());
        }
    }
}
