package app.rapport.render.splice;

import app.rapport.render.Watch;
import app.rapport.render.ladder.Work;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the wanted parts of the base sound, and the clips, in one run: a minute of a long sound is not decoded for a name. */
final class PcmReader {
    private static final int CHANNELS = 2;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LONGEST_CLIP = 60;
    /** What a clip may be: nothing that names another file. */
    private static final String CLIPS = "wav,matroska,webm,ogg,mov,mp4,m4a,mp3,flac,aac";

    private final Tools tools;
    private final Work work;
    private final Watch watch;

    PcmReader(Tools tools, Work work, Watch watch) {
        this.tools = tools;
        this.work = work;
        this.watch = watch;
    }

    record Reading(Track base, Map<Path, Sound> clips, double cpuSeconds) {
        Sound clip(Path file) {
            var clip = clips.get(file);
            if (clip == null) {
                throw new IllegalArgumentException("not read: " + file);
            }
            return clip;
        }
    }

    Reading read(Path base, long length, List<Span> needed, List<Path> clips) throws IOException, InterruptedException {
        var windows = windows(needed, length);
        var arguments = new ArrayList<String>();
        for (var window : windows) {
            arguments.addAll(List.of("-ss", "" + window.from() / Sound.RATE, "-t", "" + window.length() / Sound.RATE));
            arguments.addAll(List.of("-i", base.toString()));
        }
        for (var clip : clips) {
            arguments.addAll(clip(clip, LONGEST_CLIP));
        }
        for (var i = 0; i < windows.size(); i++) {
            arguments.addAll(List.of("-map", i + ":a:0"));
            arguments.addAll(bare(CHANNELS));
            arguments.addAll(List.of("-y", work.file("window-" + i).toString()));
        }
        for (var i = 0; i < clips.size(); i++) {
            arguments.addAll(List.of("-map", windows.size() + i + ":a:0"));
            arguments.addAll(bare(1));
            arguments.addAll(List.of("-y", work.file("clip-" + i).toString()));
        }
        var cpuSeconds =
                tools.ffmpeg(arguments).limit(LIMIT).watch(watch).done().cpuSeconds();
        var parts = new ArrayList<Windows.Part>();
        for (var i = 0; i < windows.size(); i++) {
            parts.add(new Windows.Part(windows.get(i), pcm("window-" + i, CHANNELS)));
        }
        var spoken = new HashMap<Path, Sound>();
        for (var i = 0; i < clips.size(); i++) {
            spoken.put(clips.get(i), pcm("clip-" + i, 1));
        }
        return new Reading(new Windows(CHANNELS, length, parts), spoken, cpuSeconds);
    }

    /** A clip as an input, by its content and so much of it at most. */
    static List<String> clip(Path file, double seconds) {
        return List.of(
                "-protocol_whitelist", "file", "-format_whitelist", CLIPS, "-t", "" + seconds, "-i", file.toString());
    }

    /** Bare samples as {@link Sound} takes them. */
    static List<String> bare(int channels) {
        return List.of("-f", "f32le", "-ar", "" + Sound.RATE, "-ac", "" + channels);
    }

    private Sound pcm(String name, int channels) throws IOException {
        return Sound.ofFloats(channels, Files.readAllBytes(work.file(name)));
    }

    /** What is needed, in whole seconds, because to these one can seek to the sample; what overlaps is read once. */
    private static List<Span> windows(List<Span> needed, long length) {
        var sorted = needed.stream()
                .map(span -> new Span(
                        span.from() / Sound.RATE * Sound.RATE,
                        Math.ceilDiv(Math.min(span.to(), length), Sound.RATE) * Sound.RATE))
                .sorted(Comparator.comparingLong(Span::from))
                .toList();
        var windows = new ArrayList<Span>();
        for (var span : sorted) {
            if (windows.isEmpty() || span.from() > windows.getLast().to()) {
                windows.add(span);
            } else {
                var last = windows.removeLast();
                windows.add(new Span(last.from(), Math.max(last.to(), span.to())));
            }
        }
        return windows;
    }
}
