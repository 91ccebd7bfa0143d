package app.rapport.render.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.render.Ladder;
import app.rapport.render.Refused;
import app.rapport.render.SoundSplicer.Slot;
import app.rapport.render.Speech;
import app.rapport.render.Speech.SpokenClip;
import app.rapport.render.Watch;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.ladder.LadderMaker;
import app.rapport.render.ladder.Work;
import app.rapport.render.mp4.Encoded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real ladder, words as files, and the sound a player would hear. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AacSplicerTest {
    @TempDir
    static Path folder;

    private final AacSplicer splicer = new AacSplicer(Ffmpeg.TOOLS, Encoder.USUAL);
    private final Sound speech = Sounds.speech(3, 30, 2, 0.15);
    private Ladder ladder;
    private Ffmpeg ffmpeg;

    @BeforeAll
    void prepare() throws Exception {
        ffmpeg = Ffmpeg.in(folder);
        var pcm = Files.write(folder.resolve("speech.f32"), speech.toFloats());
        var base = folder.resolve("base.mov");
        var arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=30"));
        arguments.addAll(PcmReader.bare(2));
        arguments.addAll(List.of("-i", pcm.toString(), "-c:v", "libx264", "-preset", "ultrafast"));
        arguments.addAll(List.of("-pix_fmt", "yuv420p", "-c:a", "pcm_s16le", "-y", base.toString()));
        Ffmpeg.TOOLS.ffmpeg(arguments).done();
        ladder = new LadderMaker(Ffmpeg.TOOLS, Encoder.USUAL).make(base, List.of(), folder, "video", Watch.NONE);
    }

    @Test
    void hearsTheNamesInTheirSlotsAndTheBaseEverywhereElse() throws Exception {
        var slots = List.of(slot(0.4, 1.1, 0.7), slot(7.8, 8.4, 0.5), slot(29.2, 30, 0.8));
        try (var work = Work.in(folder)) {
            var spliced = splicer.splice(ladder, folder, slots, work, Watch.NONE);

            assertThat(spliced.blocks().keySet()).containsExactlyElementsOf(splicer.touched(ladder, slots));
            assertThat(spliced.cpuSeconds()).isPositive();
            var own = personal(spliced.blocks());
            var base = personal(new TreeMap<>());
            for (var second = 0.0; second < 29.9; second += 0.1) {
                var changed = false;
                for (var slot : slots) {
                    changed |= second + 0.1 > slot.from() - 0.03 && second < slot.to() + 0.03;
                }
                var difference = difference(own, base, Span.ofSeconds(second, second + 0.1));
                if (changed) {
                    continue;
                }
                assertThat(difference).as("at %s s", second).isLessThan(0.02);
            }
            for (var slot : slots) {
                assertThat(difference(own, base, Span.ofSeconds(slot.from() + 0.05, slot.from() + 0.4)))
                        .as("in the slot at %s s", slot.from())
                        .isGreaterThan(0.05);
            }
        }
    }

    /** Windows begin at whole seconds; were the seek off by one sample, the border would show it. */
    @Test
    void readsPartsOfTheSoundToTheSample() throws Exception {
        var whole = ffmpeg.decoded(List.of("-i", folder.resolve(ladder.pcm()).toString()));
        try (var work = Work.in(folder)) {
            var needed = List.of(Span.ofSeconds(3.3, 4.1), Span.ofSeconds(12.7, 20.2), Span.ofSeconds(29, 31));
            var read = new PcmReader(Ffmpeg.TOOLS, work, Watch.NONE)
                    .read(folder.resolve(ladder.pcm()), 30L * Sound.RATE, needed, List.of())
                    .base();
            for (var span : needed) {
                assertThat(read.between(span.from(), span.to()).samples())
                        .isEqualTo(whole.between(span.from(), span.to()).samples());
            }
            assertThatThrownBy(() -> read.between(8 * Sound.RATE, 9 * Sound.RATE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void saysHowMuchTooLongANameIs() throws Exception {
        try (var work = Work.in(folder)) {
            assertThatThrownBy(() -> splicer.splice(ladder, folder, List.of(slot(5, 5.6, 1.2)), work, Watch.NONE))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.code()).isEqualTo("name_too_long");
                        assertThat(refused.values()).containsEntry("gap", 0.6).containsKey("spoken");
                        assertThat(refused.sentence()).contains("0.60 s");
                    });
            assertThatThrownBy(() -> splicer.splice(
                            ladder,
                            folder,
                            List.of(new Slot(5, 5.6, clip(Sound.silence(1, 30_000), "silent"))),
                            work,
                            Watch.NONE))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo("nothing_said"));
        }
    }

    private Slot slot(double from, double to, double seconds) throws Exception {
        return new Slot(from, to, clip(Sounds.speech(Math.round(from * 10), seconds, 1, 0.3), "name-" + from));
    }

    private SpokenClip clip(Sound sound, String name) throws Exception {
        var pcm = Files.write(folder.resolve(name + ".f32"), sound.toFloats());
        var wav = folder.resolve(name + ".wav");
        var arguments = new ArrayList<>(PcmReader.bare(1));
        arguments.addAll(List.of("-i", pcm.toString(), "-ar", "22050", "-c:a", "pcm_s16le", "-y", wav.toString()));
        Ffmpeg.TOOLS.ffmpeg(arguments).done();
        return new SpokenClip(wav, new Speech.Speaker(Speech.By.recorded, "test"), name);
    }

    /** The ladder's blocks with the own ones in place of theirs, as a player decodes them. */
    private Sound personal(SortedMap<Integer, List<byte[]>> own) throws Exception {
        var file = Files.readAllBytes(folder.resolve(ladder.sound().file()));
        var blocks = new ArrayList<byte[]>();
        for (var i = 0; i < ladder.sound().segments().size(); i++) {
            var segment = ladder.sound().segments().get(i);
            if (own.containsKey(i)) {
                assertThat(own.get(i)).hasSize(segment.samples());
                blocks.addAll(own.get(i));
                continue;
            }
            var init = (int) ladder.sound().initBytes();
            var bytes = new byte[init + (int) segment.bytes()];
            System.arraycopy(file, 0, bytes, 0, init);
            System.arraycopy(file, (int) segment.offset(), bytes, init, (int) segment.bytes());
            var one = Files.write(folder.resolve("segment.mp4"), bytes);
            Encoded.read(one).samples().forEach(sample -> {
                var block = new byte[sample.bytes().remaining()];
                sample.bytes().duplicate().get(block);
                blocks.add(block);
            });
        }
        return ffmpeg.heard(blocks);
    }

    private static double difference(Sound one, Sound other, Span span) {
        var difference = one.between(span.from(), span.to());
        var expected = other.between(span.from(), span.to());
        for (var i = 0; i < difference.samples().length; i++) {
            difference.samples()[i] -= expected.samples()[i];
        }
        return Math.sqrt(difference.power());
    }
}
