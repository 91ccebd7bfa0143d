package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people upload: what is made of it, or the fact it is refused with. */
class InputsTest {
    private static final String[] H264 = {
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac"
    };

    @TempDir
    private Path folder;

    @Requirement({"P-15", "P-143"})
    @Test
    void takesMp4MovAndAviByTheirContent() throws Exception {
        accepted(Lab.source(folder.resolve("plain.txt"), "320x240", 1, with("-f", "mp4")), 30, "320x240");
        accepted(
                Lab.source(
                        folder.resolve("ten-bit.mov"),
                        "320x240",
                        1,
                        "-c:v",
                        "libx265",
                        "-x265-params",
                        "log-level=error",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-tag:v",
                        "hvc1",
                        "-c:a",
                        "pcm_s16le"),
                30,
                "320x240");
        accepted(
                Lab.source(folder.resolve("old.avi"), "320x240", 1, "-c:v", "mpeg4", "-c:a", "mp3", "-f", "avi"),
                30,
                "320x240");
    }

    @Test
    void evensOutRatesSizesTurnsAndSound() throws Exception {
        accepted(
                Lab.source(
                        folder.resolve("odd.avi"),
                        "323x241",
                        1,
                        "-c:v",
                        "ffv1",
                        "-pix_fmt",
                        "yuv420p",
                        "-an",
                        "-f",
                        "avi"),
                30,
                "322x240");
        accepted(Lab.source(folder.resolve("slow.mp4"), "320x240", 12, 1.5, H264), 45, "320x240");
        accepted(Lab.source(folder.resolve("fast.mp4"), "320x240", 60, 1, H264), 30, "320x240");
        accepted(
                Lab.make(
                        folder.resolve("variable.mp4"),
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=320x240:rate=30:duration=2",
                        "-vf",
                        "select='not(mod(n\\,7))+lt(n\\,20)'",
                        "-fps_mode",
                        "vfr",
                        "-c:v",
                        "libx264",
                        "-pix_fmt",
                        "yuv420p"),
                60,
                "320x240",
                3);
        accepted(
                Lab.source(
                        folder.resolve("telephone.mov"),
                        "320x240",
                        1,
                        "-c:v",
                        "mjpeg",
                        "-pix_fmt",
                        "yuvj420p",
                        "-c:a",
                        "pcm_s16le",
                        "-ar",
                        "8000",
                        "-ac",
                        "1"),
                30,
                "320x240");
        accepted(Lab.source(folder.resolve("wide-pixels.mp4"), "320x240", 1, with("-vf", "setsar=2/1")), 30, "640x240");
        var upright = Lab.source(folder.resolve("lying.mp4"), "320x240", 1);
        accepted(
                Lab.make(
                        folder.resolve("turned.mp4"),
                        "-display_rotation",
                        "90",
                        "-i",
                        upright.toString(),
                        "-c",
                        "copy"),
                30,
                "240x320");
        accepted(
                Lab.source(
                        folder.resolve("hdr.mov"),
                        "320x240",
                        1,
                        "-c:v",
                        "libx265",
                        "-preset",
                        "ultrafast",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-x265-params",
                        "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc",
                        "-color_primaries",
                        "bt2020",
                        "-color_trc",
                        "smpte2084",
                        "-colorspace",
                        "bt2020nc",
                        "-tag:v",
                        "hvc1",
                        "-an"),
                30,
                "320x240");
    }

    @Test
    void putsHalfPicturesTogether() throws Exception {
        var halves = Lab.make(
                folder.resolve("halves.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc=size=320x240:rate=60:duration=1",
                "-vf",
                "scroll=horizontal=0.02,tinterlace=interleave_top,fieldorder=tff",
                "-flags",
                "+ilme+ildct",
                "-c:v",
                "libx264",
                "-x264-params",
                "tff=1",
                "-pix_fmt",
                "yuv420p");
        accepted(halves, 30, "320x240");
        assertThat(torn(halves)).isGreaterThan(25);
        assertThat(torn(folder.resolve("out/video_240p.mp4"))).isLessThan(4);
    }

    /** How many pictures look as if made up of two moments. */
    private static int torn(Path file) throws IOException, InterruptedException {
        var log = Lab.TOOLS
                .ffmpeg(List.of("-i", file.toString(), "-vf", "idet", "-f", "null", "-"))
                .done()
                .log();
        // It is told once before the first picture, too.
        var found = Pattern.compile("Multi frame detection: TFF:\\s*(\\d+) BFF:\\s*(\\d+)")
                .matcher(String.join("\n", log))
                .results()
                .toList()
                .getLast();
        return Integer.parseInt(found.group(1)) + Integer.parseInt(found.group(2));
    }

    @Test
    void scalesAPictureThatChangesItsSizeOnTheWay() throws Exception {
        var parts = new ByteArrayOutputStream();
        for (var size : List.of("320x240", "640x480", "320x240")) {
            var part = Lab.source(
                    folder.resolve("part.h264"),
                    size,
                    1,
                    "-map",
                    "0:v",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "ultrafast",
                    "-pix_fmt",
                    "yuv420p");
            parts.writeBytes(Files.readAllBytes(part));
        }
        var raw = Files.write(folder.resolve("all.h264"), parts.toByteArray());
        for (var ending : List.of("avi", "mp4")) {
            var changing = Lab.make(
                    folder.resolve("changing." + ending),
                    "-framerate",
                    "30",
                    "-f",
                    "h264",
                    "-i",
                    raw.toString(),
                    "-c",
                    "copy");
            accepted(changing, 90, "320x240");
        }
    }

    @Requirement("P-16")
    @Test
    void takesFiveMinutesAndRefusesMoreWithTheMeasuredLength() throws Exception {
        var ladder = prepare(tiny("longest.mp4", 300.4));
        assertThat(ladder.frames()).isEqualTo(9012);
        var refused = refused(tiny("longer.mp4", 301));
        assertThat(refused.code()).isEqualTo("video_too_long");
        assertThat(refused.values()).containsEntry("seconds", 301.0);
        assertThat(refused.sentence()).contains("5:01", "301.0");
    }

    @Test
    void refusesWhatIsNoVideoOrSeveral() throws Exception {
        var sound = Lab.make(folder.resolve("sound.mp4"), "-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac");
        assertThat(refused(sound).code()).isEqualTo("no_video");
        var song = Lab.make(
                folder.resolve("song.mp4"),
                "-f",
                "lavfi",
                "-i",
                "sine=duration=1",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=160x120:duration=1",
                "-map",
                "0",
                "-map",
                "1",
                "-c:a",
                "aac",
                "-c:v",
                "mjpeg",
                "-pix_fmt",
                "yuvj420p",
                "-frames:v",
                "1",
                "-disposition:v",
                "attached_pic");
        assertThat(refused(song).code()).as("a cover is no video").isEqualTo("no_video");
        var two = Lab.make(
                folder.resolve("two.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=160x120:duration=1",
                "-map",
                "0",
                "-map",
                "0",
                "-c:v",
                "libx264");
        assertThat(refused(two).code()).isEqualTo("several_videos");
        var full =
                Lab.source(folder.resolve("full.mp4"), "160x120", 1, "-c:v", "libx264", "-pix_fmt", "yuv444p", "-an");
        assertThat(refused(full).code()).isEqualTo("chroma_not_supported");
        var bomb = Lab.make(
                folder.resolve("bomb.mp4"),
                "-f",
                "lavfi",
                "-i",
                "color=size=8192x4320:rate=1:duration=1",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p");
        assertThat(refused(bomb).code()).isEqualTo("frame_too_large");
        var many = Lab.make(
                folder.resolve("many.mp4"),
                "-f",
                "lavfi",
                "-i",
                "color=size=32x32:rate=2000:duration=38",
                "-c:v",
                "mpeg4");
        assertThat(refused(many).code()).isEqualTo("too_many_frames");
    }

    @Test
    void refusesWhatIsDamagedAndSaysWhere() throws Exception {
        var whole = Lab.source(folder.resolve("whole.mp4"), "320x240", 8, with("-movflags", "+faststart"));
        byte[] bytes = Files.readAllBytes(whole);

        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length * 5 / 8);
        var truncated = refused(Files.write(folder.resolve("cut.mp4"), cut));
        assertThat(truncated.code()).isEqualTo("video_corrupt");
        assertThat((Double) truncated.values().get("seconds")).isBetween(3.0, 7.0);

        byte[] damaged = bytes.clone();
        int middle = damaged.length / 2;
        for (int i = middle; i < middle + damaged.length / 20; i++) {
            damaged[i] = (byte) (i * 31);
        }
        var broken = refused(Files.write(folder.resolve("damaged.mp4"), damaged));
        assertThat(broken.code()).isEqualTo("video_corrupt");
        assertThat((Double) broken.values().get("seconds")).isBetween(2.0, 6.0);
        assertThat(broken.sentence()).contains("0:0");

        var late = Lab.source(folder.resolve("late.mp4"), "320x240", 2);
        byte[] half = java.util.Arrays.copyOf(Files.readAllBytes(late), (int) Files.size(late) / 2);
        assertThat(refused(Files.write(folder.resolve("no-list.mp4"), half)).code())
                .isEqualTo("video_corrupt");
        assertThat(refused(Files.write(folder.resolve("empty.mp4"), new byte[0]))
                        .code())
                .isEqualTo("file_empty");
    }

    @Requirement("P-143")
    @Test
    void refusesAnythingElseByItsContentAndFetchesNothing() throws Exception {
        var web = Lab.make(
                folder.resolve("web.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=160x120:duration=1",
                "-c:v",
                "libvpx",
                "-f",
                "webm");
        assertThat(refused(web).code()).isEqualTo("invalid_file_type");
        for (String text : List.of(
                "a text",
                "<!doctype html><video src=x>",
                "PK\u0003\u0004aaaaaaaaaaaaaaaa",
                "GIF89a__________________")) {
            assertThat(refused(Files.writeString(folder.resolve("named.mp4"), text))
                            .code())
                    .isEqualTo("invalid_file_type");
        }
        try (var elsewhere = new ServerSocket(0)) {
            var asked = new AtomicBoolean();
            Thread.ofVirtual().start(() -> {
                try (var _ = elsewhere.accept()) {
                    asked.set(true);
                } catch (IOException _) {
                    // closed: nobody asked
                }
            });
            String there = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/x.mp4";
            for (String text : List.of(
                    "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + there + "\n#EXT-X-ENDLIST\n",
                    "ffconcat version 1.0\nfile '" + there + "'\n",
                    "<?xml version=\"1.0\"?><MPD><BaseURL>" + there + "</BaseURL></MPD>",
                    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n")) {
                assertThat(refused(Files.writeString(folder.resolve("list.mp4"), text))
                                .code())
                        .isEqualTo("invalid_file_type");
            }
            assertThat(asked).isFalse();
        }
    }

    private Path tiny(String name, double seconds) throws IOException, InterruptedException {
        return Lab.make(
                folder.resolve(name),
                "-f",
                "lavfi",
                "-i",
                "color=size=64x36:rate=30:duration=" + seconds,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p");
    }

    private static String[] with(String... more) {
        var all = new java.util.ArrayList<>(List.of(H264));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private void accepted(Path file, int frames, String size) throws Exception {
        accepted(file, frames, size, 1);
    }

    /** The ladder stands, picture and sound are as long as each other, and everything decodes. */
    private void accepted(Path file, int frames, String size, int give) throws Exception {
        var ladder = prepare(file);
        assertThat(ladder.frames()).as(file.toString()).isBetween(frames - give, frames + give);
        var top = ladder.video().getLast();
        assertThat(top.width() + "x" + top.height()).as(file.toString()).isEqualTo(size);
        var picture = Lab.mp4(folder.resolve("out").resolve(top.file()), "v");
        assertThat(picture.complaints()).isEmpty();
        assertThat(picture.times()).hasSize(ladder.frames());
        var sound = Lab.mp4(folder.resolve("out").resolve(ladder.sound().file()), "a");
        assertThat(sound.complaints()).isEmpty();
        assertThat(sound.times()).hasSize(Math.ceilDiv(ladder.frames() * 1600, 1024));
    }

    private Ladder prepare(Path file) throws IOException, InterruptedException, Refused {
        return Lab.engine(folder).prepare(file, List.of(), folder.resolve("out"), "video", Watch.NONE);
    }

    private Refused refused(Path file) {
        var thrown = catchThrowable(
                () -> Lab.engine(folder).prepare(file, List.of(), folder.resolve("refused"), "video", Watch.NONE));
        assertThat(thrown).as(file.toString()).isInstanceOf(Refused.class);
        assertThat(folder.resolve("refused"))
                .as("nothing half made")
                .satisfiesAnyOf(
                        none -> assertThat(none).doesNotExist(),
                        empty -> assertThat(empty).isEmptyDirectory());
        return (Refused) thrown;
    }
}
