package app.rapport.render.probe;

import app.rapport.render.Refused;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at an upload without decoding it, and refuses what cannot become a video. */
public final class Probe {
    /** Five minutes, and half a second of grace for the way encoders round. */
    public static final double LONGEST = 300.5;

    /** Nothing below or beyond is a video somebody filmed or recorded. */
    public static final int SMALLEST_SIDE = 16;

    /** See {@link #SMALLEST_SIDE}. */
    public static final int LARGEST_SIDE = 4096;

    /** Frames a second that cameras reach; more of them is work without a picture. */
    private static final int FASTEST = 250;

    /** Five minutes of 4096 by 2160 at 60 frames. */
    private static final double MOST_PIXELS = 1.6e11;

    private static final Set<String> HDR = Set.of("smpte2084", "arib-std-b67");
    private static final Set<String> HALVES = Set.of("tt", "bb", "tb", "bt");
    private static final JsonMapper JSON = new JsonMapper();

    private final Tools tools;

    /** With the tools in use. */
    public Probe(Tools tools) {
        this.tools = tools;
    }

    /** What the upload is. */
    public Upload look(Path file) throws IOException, InterruptedException, Refused {
        String format = Sniff.format(file);
        var told = streams(file, format);
        var pictures = new ArrayList<JsonNode>();
        boolean sound = false;
        for (var stream : told.path("streams")) {
            String type = stream.path("codec_type").asString("");
            boolean cover = stream.path("disposition").path("attached_pic").asInt(0) == 1;
            if (type.equals("video") && !cover) {
                pictures.add(stream);
            }
            if (type.equals("audio")) {
                requireKnown(stream, "sound");
                sound = true;
            }
        }
        if (pictures.isEmpty()) {
            throw new Refused("no_video", Map.of(), "The file has no video in it. Upload a video in MP4, MOV or AVI.");
        }
        if (pictures.size() > 1) {
            throw new Refused(
                    "several_videos",
                    Map.of("count", pictures.size()),
                    "The file has " + pictures.size() + " video tracks. Export it with one and upload it again.");
        }
        return measured(file, format, pictures.getFirst(), sound, told.path("format"));
    }

    private Upload measured(Path file, String format, JsonNode picture, boolean sound, JsonNode container)
            throws IOException, InterruptedException, Refused {
        requireKnown(picture, "picture");
        int width = picture.path("width").asInt(0);
        int height = picture.path("height").asInt(0);
        if (Math.min(width, height) < SMALLEST_SIDE || Math.max(width, height) > LARGEST_SIDE) {
            throw new Refused(
                    width > LARGEST_SIDE || height > LARGEST_SIDE ? "frame_too_large" : "frame_too_small",
                    Map.of("width", width, "height", height),
                    "The picture is " + width + " by " + height + " pixels. Each side must be between " + SMALLEST_SIDE
                            + " and " + LARGEST_SIDE + ".");
        }
        String pixels = picture.path("pix_fmt").asString("");
        if (pixels.contains("444")
                || pixels.startsWith("gbr")
                || pixels.startsWith("rgb")
                || pixels.startsWith("bgr")) {
            throw new Refused(
                    "chroma_not_supported",
                    Map.of("pixelFormat", pixels),
                    "The video keeps its colours as " + pixels
                            + " (4:4:4). Export it as 4:2:0, as players expect, and upload it again.");
        }
        var packets = new Packets();
        tools.ffprobe(List.of(
                        "-protocol_whitelist",
                        "file,pipe",
                        "-f",
                        format,
                        "-select_streams",
                        String.valueOf(picture.path("index").asInt()),
                        "-show_entries",
                        "packet=pts_time,dts_time,duration_time",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .limit(Duration.ofMinutes(2))
                .lines(packets::line)
                .any();
        refuseByLength(packets, width, height);
        double ratio = ratio(picture.path("sample_aspect_ratio").asString("1:1"));
        boolean turned = turned(picture);
        int seen = Math.max(2, (int) Math.round(width * ratio));
        return new Upload(
                format,
                picture.path("index").asInt(),
                sound,
                turned ? height : seen,
                turned ? seen : height,
                HDR.contains(picture.path("color_transfer").asString("")),
                halves(picture.path("field_order").asString("")),
                container.path("start_time").asDouble(0),
                packets.seconds(),
                picture.path("duration").asDouble(container.path("duration").asDouble(0)));
    }

    private static void requireKnown(JsonNode stream, String what) throws Refused {
        String coding = stream.path("codec_name").asString("");
        if (coding.isEmpty() || coding.equals("unknown")) {
            throw new Refused(
                    "codec_not_supported",
                    Map.of("codec", stream.path("codec_tag_string").asString("")),
                    "The video's " + what
                            + " is coded in a way Rapport cannot read. Export it as MP4 (H.264 and AAC) and upload it again.");
        }
    }

    private static void refuseByLength(Packets packets, int width, int height) throws Refused {
        if (packets.count == 0) {
            throw new Refused(
                    "no_video", Map.of(), "The video has no frames. Export it again and upload the new file.");
        }
        if (packets.seconds() > LONGEST) {
            throw tooLong(packets.seconds());
        }
        double frames = Math.max((double) packets.count, packets.seconds() * 30);
        if (packets.count > LONGEST * FASTEST || frames * width * height > MOST_PIXELS) {
            throw new Refused(
                    "too_many_frames",
                    Map.of("width", width, "height", height, "frames", packets.count),
                    "The video has " + packets.count + " frames of " + width + " by " + height
                            + " pixels, which is more than Rapport takes on. Export it at 1080p and 30 frames a second.");
        }
    }

    /** The refusal for a length, which people read in minutes and seconds. */
    public static Refused tooLong(double seconds) {
        double rounded = Math.round(seconds * 10) / 10.0;
        return new Refused(
                "video_too_long",
                Map.of("seconds", rounded, "most", 300),
                "The video is " + clock(seconds) + " long (" + String.format(Locale.ROOT, "%.1f", rounded)
                        + " seconds). It may be 5:00 at most; cut it and upload it again.");
    }

    /** Minutes and seconds. */
    public static String clock(double seconds) {
        long whole = (long) Math.floor(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    private JsonNode streams(Path file, String format) throws IOException, InterruptedException, Refused {
        var result = tools.ffprobe(List.of(
                        "-protocol_whitelist",
                        "file,pipe",
                        "-f",
                        format,
                        "-show_streams",
                        "-show_format",
                        "-of",
                        "json",
                        file.toString()))
                .limit(Duration.ofSeconds(60))
                .any();
        if (result.exit() != 0) {
            if (result.exit() > 128) {
                throw result.failure();
            }
            throw new Refused(
                    "video_corrupt",
                    Map.of(
                            "at",
                            "0:00",
                            "seconds",
                            0.0,
                            "reason",
                            result.complaints().stream().findFirst().orElse("")),
                    "The file is cut off or damaged: its list of contents cannot be read. Upload it again, or export it anew.");
        }
        return JSON.readTree(new String(result.output(), StandardCharsets.UTF_8));
    }

    private static @Nullable String halves(String order) {
        return HALVES.contains(order) ? order : null;
    }

    private static double ratio(String text) {
        var parts = text.split(":", -1);
        double across = parts.length == 2 ? Double.parseDouble(parts[0]) : 0;
        double down = parts.length == 2 ? Double.parseDouble(parts[1]) : 0;
        double ratio = across > 0 && down > 0 ? across / down : 1;
        // Beyond this it is a mistake in the file, not a lens.
        return ratio < 0.25 || ratio > 4 ? 1 : ratio;
    }

    private static boolean turned(JsonNode picture) {
        for (var data : picture.path("side_data_list")) {
            if (data.has("rotation")) {
                return Math.abs(data.path("rotation").asInt(0)) % 180 == 90;
            }
        }
        return false;
    }

    /** Adds up where the packets begin and end. */
    private static final class Packets {
        private long count;
        private double first = Double.MAX_VALUE;
        private double last = -Double.MAX_VALUE;

        void line(String line) {
            var parts = line.split(",", -1);
            count++;
            // AVI knows packets that say only when to decode them, or nothing: those are counted, decoding tells their
            // place.
            double at = parts.length > 1 ? number(parts[0], number(parts[1], Double.NaN)) : Double.NaN;
            if (!Double.isNaN(at)) {
                first = Math.min(first, at);
                last = Math.max(last, at + (parts.length > 2 ? number(parts[2], 0) : 0));
            }
        }

        private static double number(String text, double otherwise) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException _) {
                return otherwise;
            }
        }

        double seconds() {
            return last > first ? last - first : 0;
        }
    }
}
