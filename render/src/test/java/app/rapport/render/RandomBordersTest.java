package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.hls.Playlists;
import app.rapport.render.mp4.VirtualMp4;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the borders, lengths and values: what is published decodes without a word of complaint, frame for frame. */
class RandomBordersTest {
    @TempDir
    private Path folder;

    @RepeatedTest(6)
    void everythingDecodes(RepetitionInfo repetition) throws Exception {
        var random = new Random(4711L + repetition.getCurrentRepetition());
        int frames = 45 + random.nextInt(150);
        var sizes = List.of("640x360", "322x182", "640x480", "360x640");
        var base = Lab.source(folder.resolve("base.mp4"), sizes.get(random.nextInt(sizes.size())), frames / 30.0);
        double from = random.nextInt(frames - 10) / 30.0 + random.nextDouble() / 60;
        double to = from + (1 + random.nextInt(90)) / 30.0;
        var values = List.of("Ann", "عبد الرحمن", "प्रिया", "王小明", "👩‍🚀 Zoë", "x".repeat(100));
        var points = List.of(
                Point.overlay(from, to, "Hi {{first_name}}", "there"),
                Point.overlay(Math.max(0, from - 1), from - 0.2, "{{first_name}}", ""));
        String told = "frames " + frames + ", from " + from + " to " + to;

        var engine = Lab.engine(folder.resolve("scratch"));
        var ladder = engine.prepare(base, points, folder.resolve("out"), "video", Watch.NONE);
        assertThat(ladder.frames()).as(told).isEqualTo(frames);
        var store = new Shelf(folder.resolve("out"));
        var personal = engine.personal(
                new Order(
                        base,
                        ladder,
                        folder.resolve("out"),
                        points,
                        Map.of("first_name", values.get(random.nextInt(values.size())))),
                store,
                Speech.NOBODY,
                Watch.NONE);
        assertThat(personal.tracks()).as(told).isNotEmpty();

        for (var rendition : ladder.renditions()) {
            var list = folder.resolve("out").resolve(rendition.name() + ".m3u8");
            Files.writeString(list, Playlists.media(rendition, personal, store));
            var decoded = Lab.playlist(list, "0");
            assertThat(decoded.complaints()).as(told).isEmpty();
            assertThat(decoded.exit()).isZero();
            assertThat(decoded.times()).as(told).hasSize(rendition.isSound() ? blocks(frames) : frames);
            assertThat(decoded.step()).as(told).isEqualTo(rendition.isSound() ? 1024 : 3000);
        }
        Files.writeString(folder.resolve("out/master.m3u8"), Playlists.master(ladder, personal, store));
        assertThat(Lab.playlist(folder.resolve("out/master.m3u8"), "v:0").times())
                .hasSize(frames);

        for (var quality : ladder.video()) {
            var mp4 = VirtualMp4.of(ladder, quality, personal, store);
            var bytes = new ByteArrayOutputStream();
            mp4.write(0, mp4.length(), store, bytes);
            assertThat(bytes.size()).isEqualTo((int) mp4.length());
            var file = Files.write(folder.resolve("whole.mp4"), bytes.toByteArray());
            var picture = Lab.mp4(file, "v");
            var sound = Lab.mp4(file, "a");
            assertThat(picture.complaints()).as(told).isEmpty();
            assertThat(sound.complaints()).as(told).isEmpty();
            assertThat(picture.times()).as(told).hasSize(frames);
            assertThat(sound.times()).as(told).hasSize(blocks(frames));
            assertThat(picture.step()).as(told).isEqualTo(3000);
            assertThat(picture.times().getFirst()).as("the picture begins at 0").isZero();
            assertThat(sound.times().getFirst()).as("the sound begins at 0").isZero();

            long middle = random.nextLong(1, mp4.length());
            var part = new ByteArrayOutputStream();
            mp4.write(middle, Math.min(mp4.length(), middle + 5000), store, part);
            assertThat(part.toByteArray())
                    .as("any range of it")
                    .isEqualTo(java.util.Arrays.copyOfRange(
                            bytes.toByteArray(), (int) middle, (int) Math.min(mp4.length(), middle + 5000)));
        }
    }

    private static int blocks(int frames) {
        return Math.ceilDiv(frames * 1600, 1024);
    }
}
