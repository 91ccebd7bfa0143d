package app.rapport.render;

import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What stands for a video where it does not play: a poster, a short animation for mails, the shape of its sound. */
public final class Stills {
    private static final int WIDTH = 640;
    private static final int ANIMATED_WIDTH = 320;

    private final Tools tools;

    /** With the tools in use. */
    public Stills(Tools tools) {
        this.tools = tools;
    }

    /** The picture at a second, as JPEG. The file is the upload or a rendition. */
    public void poster(Path video, double at, Path jpeg) throws IOException, InterruptedException {
        tools.ffmpeg(List.of(
                        "-protocol_whitelist",
                        "file,pipe",
                        "-ss",
                        seconds(at),
                        "-f",
                        "mov",
                        "-i",
                        video.toString(),
                        "-map",
                        "0:v:0",
                        "-frames:v",
                        "1",
                        "-vf",
                        "scale=w='min(iw," + WIDTH + ")':h=-2",
                        "-q:v",
                        "4",
                        "-f",
                        "mjpeg",
                        "-y",
                        jpeg.toString()))
                .limit(Duration.ofMinutes(1))
                .done();
    }

    /** Two and a half seconds at 7 frames, 320 pixels wide, as GIF: mail programs know nothing better. */
    public void preview(Path video, double at, Path gif) throws IOException, InterruptedException {
        tools.ffmpeg(List.of(
                        "-protocol_whitelist",
                        "file,pipe",
                        "-ss",
                        seconds(at),
                        "-t",
                        "2.5",
                        "-f",
                        "mov",
                        "-i",
                        video.toString(),
                        "-filter_complex",
                        "[0:v:0]fps=7,scale=w=" + ANIMATED_WIDTH
                                + ":h=-2:flags=lanczos,split[a][b];[a]palettegen=max_colors=96[p];"
                                + "[b][p]paletteuse=dither=bayer:bayer_scale=4",
                        "-loop",
                        "0",
                        "-f",
                        "gif",
                        "-y",
                        gif.toString()))
                .limit(Duration.ofMinutes(1))
                .done();
    }

    /** The lowest and the highest value of every twentieth of a second, in turn, from -127 to 127. */
    public byte[] waveform(Path sound) throws IOException, InterruptedException {
        byte[] pcm = tools.ffmpeg(List.of(
                        "-protocol_whitelist",
                        "file,pipe",
                        "-i",
                        sound.toString(),
                        "-map",
                        "0:a:0",
                        "-ac",
                        "1",
                        "-ar",
                        "8000",
                        "-f",
                        "s16le",
                        "-"))
                .limit(Duration.ofMinutes(2))
                .done()
                .output();
        var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int bin = 8000 / 20;
        var shape = new byte[2 * Math.ceilDiv(samples.remaining(), bin)];
        for (int i = 0; i < shape.length; i += 2) {
            int least = 0;
            int most = 0;
            for (int n = Math.min(bin, samples.remaining()); n > 0; n--) {
                int sample = samples.get();
                least = Math.min(least, sample);
                most = Math.max(most, sample);
            }
            shape[i] = (byte) (least / 258);
            shape[i + 1] = (byte) (most / 258);
        }
        return shape;
    }

    private static String seconds(double at) {
        return String.format(Locale.ROOT, "%.3f", Math.max(0, at));
    }
}
