package app.rapport.render.ladder;

import app.rapport.render.probe.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How frames of an upload become frames of a ladder. The ladder and own segments go through the same steps, counted
 * from the same first second, so that frame 100 is the same picture in both.
 */
public final class Frames {
    private Frames() {}

    /** Arguments that open an upload and read it from shortly before a frame. */
    public static List<String> input(Upload upload, String file, int fromFrame) {
        var arguments = new ArrayList<String>(
                List.of("-protocol_whitelist", "file,pipe", "-copyts", "-max_pixels", String.valueOf(4096 * 4096)));
        // Early enough that the frame shown at the wanted moment is among those that are read.
        double seconds = upload.start() + fromFrame / 30.0 - 1.5;
        if (fromFrame > 0 && seconds > upload.start()) {
            arguments.addAll(List.of("-noaccurate_seek", "-ss", String.format(Locale.ROOT, "%.3f", seconds)));
        }
        // A picture that changes its size on the way is scaled like all others, by filters that go on counting.
        arguments.addAll(List.of("-reinit_filter", "0", "-f", upload.format(), "-i", file));
        return arguments;
    }

    /** 30 frames a second, those of the span, at the size of a quality, in the colours every player knows. */
    public static String filter(Upload upload, Span span, Quality size) {
        var steps = new ArrayList<String>();
        if (upload.halves() != null) {
            steps.add("bwdif=mode=send_frame:deint=interlaced");
        }
        steps.add(String.format(Locale.ROOT, "fps=fps=30:start_time=%.6f", upload.start()));
        steps.add("trim=start_frame=" + span.from() + ":end_frame=" + span.to());
        steps.add("setpts=N");
        if (upload.hdr()) {
            // Said, for not every camera does: bright video comes in the colours of BT.2020.
            steps.add("zscale=min=bt2020nc:pin=bt2020:t=linear:npl=100");
            steps.add("format=gbrpf32le");
            steps.add("zscale=p=bt709");
            steps.add("tonemap=tonemap=hable:desat=0");
            steps.add("zscale=t=bt709:m=bt709:r=tv");
        }
        steps.add(scale(size) + ":out_color_matrix=bt709:out_range=tv");
        steps.add("format=yuv420p");
        steps.add("setsar=1");
        steps.add("setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv");
        return String.join(",", steps);
    }

    /** To the size of a quality. */
    public static String scale(Quality size) {
        return "scale=w=" + size.width() + ":h=" + size.height();
    }

    /** A graph's end: the picture at the largest size, from a label, in all qualities. */
    public static String split(List<Quality> qualities, String from) {
        var graph = new StringBuilder("[" + from + "]split=" + qualities.size());
        for (int i = 0; i < qualities.size(); i++) {
            graph.append("[s").append(i).append(']');
        }
        for (int i = 0; i < qualities.size(); i++) {
            boolean largest = i == qualities.size() - 1;
            graph.append(";[s").append(i).append(']').append(largest ? "null" : scale(qualities.get(i)) + ",setsar=1");
            graph.append("[v").append(i).append(']');
        }
        return graph.toString();
    }
}
