package app.rapport.render.voice;

import app.rapport.render.RenderFailed;
import app.rapport.render.Speech;
import app.rapport.render.ladder.Hash;
import app.rapport.render.tool.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A speech program as the voice of last resort: robotic, but here and free. Its name goes with every clip, so that nobody
 * takes it for a person.
 *
 * <p>A program that fails leaves the words unspoken; it never stops the video.
 */
public final class CommandVoice implements Speech {
    private static final String TEXT = "{text}";
    private static final String OUT = "{out}";
    private static final List<List<String>> KNOWN = List.of(
            List.of("espeak-ng", "-w", OUT, "--", TEXT),
            List.of("flite", "-voice", "slt", "-t", TEXT, "-o", OUT),
            List.of("espeak", "-w", OUT, "--", TEXT));
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LONGEST = 300;

    private final List<String> command;
    private final Path folder;

    private CommandVoice(List<String> command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /**
     * The voice of this machine, if there is one.
     *
     * @param configured the program with its arguments, {@code {text}} and {@code {out}} (a WAV file) in their places; when
     *     absent, espeak-ng or flite where they are installed
     * @param folder keeps what was said
     */
    public static Optional<Speech> find(@Nullable String configured, Path folder) {
        return find(configured, System.getenv("PATH"), folder);
    }

    static Optional<Speech> find(@Nullable String configured, @Nullable String path, Path folder) {
        if (configured != null && !configured.isBlank()) {
            var words = List.of(configured.strip().split("\\s+", -1));
            if (!words.contains(TEXT) || !words.contains(OUT)) {
                throw new IllegalArgumentException(
                        "RAPPORT_VOICE_COMMAND must name a program with {text} and {out} among its arguments, such as"
                                + " espeak-ng -w {out} -- {text}");
            }
            return Optional.of(new CommandVoice(words, folder));
        }
        for (var known : KNOWN) {
            for (var place : (path == null ? "" : path).split(File.pathSeparator, -1)) {
                if (!place.isEmpty() && Files.isExecutable(Path.of(place, known.getFirst()))) {
                    var command = new ArrayList<>(known);
                    command.set(0, Path.of(place, known.getFirst()).toString());
                    return Optional.of(new CommandVoice(command, folder));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<SpokenClip> say(String words) throws IOException, InterruptedException {
        var text = words.replaceAll("\\p{Cntrl}", " ").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var key = Hash.of(String.join("\u0001", command) + "\u0001" + text);
        var wav = folder.resolve(key + ".wav");
        if (!Files.exists(wav) && !spoken(text, wav)) {
            return Optional.empty();
        }
        return Optional.of(new SpokenClip(
                wav,
                new Speaker(
                        By.offline, String.valueOf(Path.of(command.getFirst()).getFileName())),
                key));
    }

    private boolean spoken(String text, Path wav) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var part = folder.resolve(UUID.randomUUID() + ".part.wav");
        try {
            var filled = new ArrayList<String>();
            for (var word : command) {
                filled.add(
                        switch (word) {
                            // What begins with a dash could be taken for an option; a space before it is not heard.
                            case TEXT -> text.startsWith("-") ? " " + text : text;
                            case OUT -> part.toString();
                            default -> word;
                        });
            }
            if (Run.of(filled).limit(LIMIT).any().exit() != 0 || !Files.exists(part) || Files.size(part) == 0) {
                return false;
            }
            Files.move(part, wav, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (RenderFailed missingOrTooSlow) {
            return false;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
