package app.rapport.render.tool;

import app.rapport.render.RenderFailed;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ffmpeg and ffprobe in use: where they are, which build, and that they can do what Rapport needs. */
public final class Tools {
    /** What of ffmpeg is used; a build without one of these is refused at once rather than at the first upload. */
    private static final Map<String, List<String>> NEEDED = Map.of(
            "-encoders", List.of("libx264", "aac", "flac", "mjpeg", "gif"),
            "-filters", List.of("zscale", "tonemap", "overlay", "scale", "fps", "trim", "palettegen", "paletteuse"));

    private static final int OLDEST = 5;

    private final Path ffmpeg;
    private final Path ffprobe;
    private final String build;

    private Tools(Path ffmpeg, Path ffprobe, String build) {
        this.ffmpeg = ffmpeg;
        this.ffprobe = ffprobe;
        this.build = build;
    }

    /** The one that is configured (the path of an ffmpeg executable), else the one the build unpacked, else the system's. */
    public static Tools find(@Nullable String configured) throws IOException, InterruptedException {
        if (configured != null && !configured.isBlank()) {
            var path = Path.of(configured.strip());
            if (!Files.isExecutable(path)) {
                throw new RenderFailed(
                        "renderer_missing",
                        "RAPPORT_FFMPEG is " + path + ", which is not a program that can be run.",
                        "");
            }
            return checked(path.toAbsolutePath());
        }
        var found = unpacked().or(Tools::onPath);
        if (found.isEmpty()) {
            throw new RenderFailed(
                    "renderer_missing",
                    "ffmpeg is not there. Run ./rapport build, which unpacks one, or install ffmpeg and set RAPPORT_FFMPEG to it.",
                    "");
        }
        return checked(found.get());
    }

    /** As {@link #find}, by the environment's {@code RAPPORT_FFMPEG}. */
    public static Tools find() throws IOException, InterruptedException {
        return find(System.getenv("RAPPORT_FFMPEG"));
    }

    /** In words, such as {@code ffmpeg version 8.1.2}: part of what a ladder remembers, for another build may encode otherwise. */
    public String build() {
        return build;
    }

    /** A run of ffmpeg with these arguments. */
    public Run ffmpeg(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ffmpeg.toString());
        command.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-benchmark", "-loglevel", "level+info"));
        command.addAll(arguments);
        return new Run(command, libraries());
    }

    /** A run of ffprobe with these arguments. */
    public Run ffprobe(List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ffprobe.toString());
        command.addAll(List.of("-hide_banner", "-loglevel", "level+error"));
        command.addAll(arguments);
        return new Run(command, libraries());
    }

    /** The unpacked build brings its libraries along; the system's finds its own. */
    private @Nullable Path libraries() {
        var folder = ffmpeg.getParent();
        if (folder == null) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> name(file).startsWith("libavcodec")) ? folder : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static Tools checked(Path ffmpeg) throws IOException, InterruptedException {
        var ffprobe = ffmpeg.resolveSibling(name(ffmpeg).replace("ffmpeg", "ffprobe"));
        if (!Files.isExecutable(ffprobe)) {
            throw new RenderFailed("renderer_missing", "Beside " + ffmpeg + " there is no ffprobe.", "");
        }
        var bare = new Tools(ffmpeg, ffprobe, "");
        var version = bare.asked("-version").lines().findFirst().orElse("");
        var words = version.split("\\s+");
        if (words.length < 3 || major(words[2]) < OLDEST) {
            throw new RenderFailed(
                    "renderer_unfit",
                    ffmpeg + " says '" + version + "'. Rapport needs ffmpeg " + OLDEST + " or newer.",
                    "");
        }
        var missing = new TreeSet<String>();
        for (var need : NEEDED.entrySet()) {
            var offered = bare.asked(need.getKey())
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 1)
                    .map(columns -> columns[1])
                    .toList();
            need.getValue().stream().filter(one -> !offered.contains(one)).forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            throw new RenderFailed(
                    "renderer_unfit",
                    ffmpeg + " was built without " + String.join(", ", missing)
                            + ". Set RAPPORT_FFMPEG to a build that has them.",
                    "");
        }
        return new Tools(ffmpeg, ffprobe, String.join(" ", List.of(words).subList(0, 3)));
    }

    private String asked(String question) throws IOException, InterruptedException {
        var run = new Run(List.of(ffmpeg.toString(), "-hide_banner", question), libraries());
        return new String(run.within(Duration.ofSeconds(30)).output(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Nightly builds are called N-1234-g…: newer than any release. */
    private static int major(String version) {
        var digits = version.replaceFirst("^n", "").replaceFirst("^(\\d+).*", "$1");
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    }

    /** The build leaves it in render/target/ffmpeg of the folder Rapport was built in: that of this program, or the current. */
    private static Optional<Path> unpacked() {
        return built("render/target/ffmpeg")
                .flatMap(root -> within(root).stream())
                .findFirst();
    }

    /** Folders of this name that the build left: above the program first, then above the working directory. */
    public static Stream<Path> built(String folder) {
        return Stream.of(program(), Optional.of(Path.of("").toAbsolutePath()))
                .flatMap(Optional::stream)
                .flatMap(start -> Stream.iterate(start, Objects::nonNull, Path::getParent))
                .map(above -> above.resolve(folder))
                .filter(Files::isDirectory);
    }

    private static Optional<Path> program() {
        try {
            return Optional.of(Path.of(Tools.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Path> within(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> name(file).equals("ffmpeg") && Files.isRegularFile(file))
                    .filter(file -> runnable(file) && runnable(file.resolveSibling("ffprobe")))
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Archives of Java do not keep the mark of a program. */
    private static boolean runnable(Path file) {
        return Files.isExecutable(file) || file.toFile().setExecutable(true);
    }

    private static Optional<Path> onPath() {
        var path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "ffmpeg"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
