package app.rapport.render.ladder;

import app.rapport.render.RenderFailed;
import app.rapport.render.Rendition;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes own segments after the ladder's initialisation and counts what comes out. What a container says proves
 * little: a segment can look perfect and not decode at all.
 */
public final class Gate {
    private final Tools tools;

    /** With the tools in use. */
    public Gate(Tools tools) {
        this.tools = tools;
    }

    /** One segment and how many frames (or blocks of sound) must come out of it. */
    public record Candidate(Rendition rendition, byte[] segment, int frames) {}

    /** Lets through or throws; tells what it cost. */
    public double pass(List<Candidate> candidates, Path folder, Work work) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>(List.of("-threads", "1", "-xerror"));
        var maps = new ArrayList<String>();
        for (int i = 0; i < candidates.size(); i++) {
            var file = work.file("gate-" + i);
            join(candidates.get(i), folder, file);
            arguments.addAll(
                    List.of("-threads", "1", "-protocol_whitelist", "file,pipe", "-f", "mov", "-i", file.toString()));
            maps.addAll(List.of("-map", i + ":0"));
        }
        arguments.addAll(maps);
        arguments.addAll(List.of("-fps_mode", "passthrough", "-f", "framecrc", "-"));
        var result = tools.ffmpeg(arguments).any();
        if (result.exit() > 128) {
            throw result.failure();
        }
        var decoded = new int[candidates.size()];
        new String(result.output(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> decoded[
                        Integer.parseInt(line.substring(0, line.indexOf(',')).strip())]++);
        for (int i = 0; i < decoded.length; i++) {
            if (decoded[i] != candidates.get(i).frames()
                    || result.exit() != 0
                    || !result.complaints().isEmpty()) {
                throw new RenderFailed(
                        "segment_not_playable",
                        "A segment of " + candidates.get(i).rendition().name() + " gives " + decoded[i] + " of "
                                + candidates.get(i).frames() + " frames; it is not published.",
                        String.join("\n", result.complaints()));
            }
        }
        return result.cpuSeconds();
    }

    private static void join(Candidate candidate, Path folder, Path file) throws IOException {
        try (var init = Files.newInputStream(
                        folder.resolve(candidate.rendition().file()));
                OutputStream out = Files.newOutputStream(file)) {
            out.write(init.readNBytes((int) candidate.rendition().initBytes()));
            out.write(candidate.segment());
        } catch (IOException e) {
            throw Work.full(e);
        }
    }
}
