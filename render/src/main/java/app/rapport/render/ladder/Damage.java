package app.rapport.render.ladder;

import app.rapport.render.Refused;
import app.rapport.render.probe.Probe;
import app.rapport.render.probe.Upload;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds where an upload cannot be decoded. */
final class Damage {
    private static final Pattern SIGNS = Pattern.compile(
            "corrupt decoded frame|Error submitting packet to decoder|error while decoding MB"
                    + "|Error splitting the input into NAL|Invalid NAL unit size|concealing \\d+ DC|partial file|Packet corrupt|Decoding error");
    private static final Pattern SHOWN = Pattern.compile("pts_time:\\s*(-?[\\d.]+)");

    private Damage() {}

    /** Whether a line of the tool's log tells of damage. */
    static boolean isIn(String line) {
        return SIGNS.matcher(line).find();
    }

    /** Decodes once more, one frame after the other, and tells where the first error is and how many there are. */
    static Optional<Refused> find(Tools tools, Path base, Upload upload) throws IOException, InterruptedException {
        var scan = new Scan(upload.start());
        var arguments = new ArrayList<>(List.of("-threads", "1"));
        arguments.addAll(Frames.input(upload, base.toString(), 0));
        arguments.addAll(List.of(
                "-map",
                "0:" + upload.stream(),
                "-map",
                "0:a:0?",
                "-vf",
                "showinfo=checksum=0",
                "-t",
                String.valueOf(upload.start() + Probe.LONGEST + 1),
                "-f",
                "null",
                "-"));
        tools.ffmpeg(arguments).limit(Duration.ofMinutes(20)).until(scan::hear).any();
        return scan.errors == 0
                ? Optional.empty()
                : Optional.of(at(scan.first, scan.errors, "The video is damaged at "));
    }

    /** Follows the log, in which frames and errors stand in the order they were met. */
    private static final class Scan {
        private final double start;
        private double seen;
        private double first;
        private int errors;

        Scan(double start) {
            this.start = start;
        }

        boolean hear(String line) {
            var shown = SHOWN.matcher(line);
            if (shown.find()) {
                seen = Math.max(seen, Double.parseDouble(shown.group(1)) - start);
            }
            if (isIn(line)) {
                first = errors == 0 ? seen : first;
                errors++;
            }
            return false;
        }
    }

    static Refused at(double seconds, int errors, String begin) {
        String clock = Probe.clock(seconds);
        return new Refused(
                "video_corrupt",
                Map.of("at", clock, "seconds", Math.round(seconds * 10) / 10.0, "errors", errors),
                begin + clock + ". Upload the file again, or export it anew.");
    }
}
