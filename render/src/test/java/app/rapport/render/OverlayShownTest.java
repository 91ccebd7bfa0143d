package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.hls.Playlists;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overlay is in the picture from its first to its last frame, and in no other. */
class OverlayShownTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    @TempDir
    private Path folder;

    private List<byte[]> frames(List<Point> points, Map<String, String> values, Order.Images images) throws Exception {
        var base = Lab.make(
                folder.resolve("base.mp4"),
                "-f",
                "lavfi",
                "-i",
                "color=c=0x202020:size=320x180:rate=30:duration=4",
                "-c:v",
                "libx264",
                "-pix_fmt",
                "yuv420p");
        var engine = Lab.engine(folder.resolve("scratch"));
        var ladder = engine.prepare(base, points, folder, "video", Watch.NONE);
        var shelf = new Shelf(folder);
        var personal = engine.personal(
                new Order(base, ladder, folder, points, values, images), shelf, Speech.NOBODY, Watch.NONE);
        var list = folder.resolve("picture.m3u8");
        Files.writeString(list, Playlists.media(ladder.video().getFirst(), personal, shelf));
        byte[] raw = Lab.TOOLS
                .ffmpeg(List.of(
                        "-f",
                        "hls",
                        "-allowed_extensions",
                        "ALL",
                        "-extension_picky",
                        "0",
                        "-i",
                        list.toString(),
                        "-pix_fmt",
                        "gray",
                        "-fps_mode",
                        "passthrough",
                        "-f",
                        "rawvideo",
                        "-"))
                .done()
                .output();
        var frames = new ArrayList<byte[]>();
        for (int at = 0; at < raw.length; at += WIDTH * HEIGHT) {
            frames.add(java.util.Arrays.copyOfRange(raw, at, at + WIDTH * HEIGHT));
        }
        return frames;
    }

    private static int bright(byte[] frame, int fromY, int toY) {
        int bright = 0;
        for (int i = fromY * WIDTH; i < toY * WIDTH; i++) {
            bright += (frame[i] & 0xFF) > 180 ? 1 : 0;
        }
        return bright;
    }

    @Test
    void fromItsFirstFrameToItsLast() throws Exception {
        var points = List.of(new Point(
                null,
                Point.Kind.overlay,
                1,
                2.5,
                "Hi {{first_name}}",
                "there",
                0.5,
                0.25,
                0.15,
                "#ffffff",
                null,
                null));
        var frames = frames(points, Map.of("first_name", "Ann"), _ -> Optional.empty());
        assertThat(frames).hasSize(120);
        for (int i = 0; i < frames.size(); i++) {
            boolean inside = i >= 30 && i < 75;
            assertThat(bright(frames.get(i), 0, HEIGHT / 2) > 100)
                    .as("frame " + i)
                    .isEqualTo(inside);
            assertThat(bright(frames.get(i), HEIGHT / 2, HEIGHT))
                    .as("nowhere else, frame " + i)
                    .isZero();
        }
    }

    @Test
    void anImageToo() throws Exception {
        var picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_ARGB);
        var g = picture.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, 40, 20);
        g.dispose();
        var file = folder.resolve("logo.png");
        ImageIO.write(picture, "png", file.toFile());
        var points =
                List.of(new Point(null, Point.Kind.overlay, 1, 2, null, null, 0.5, 0.75, 0.2, null, null, "logo.png"));
        var frames = frames(points, Map.of(), name -> Optional.of(folder.resolve(name)));
        assertThat(bright(frames.get(29), 0, HEIGHT)).isZero();
        assertThat(bright(frames.get(30), HEIGHT / 2, HEIGHT)).isBetween(2000, 3200);
        assertThat(bright(frames.get(59), HEIGHT / 2, HEIGHT)).isBetween(2000, 3200);
        assertThat(bright(frames.get(60), 0, HEIGHT)).isZero();
    }
}
