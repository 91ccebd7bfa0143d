package app.rapport.render.voice;

import app.rapport.render.Speech;
import app.rapport.render.ladder.Hash;
import app.rapport.render.tool.Tools;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The voice that comes along: an English one, spoken by a process of its own that is started for the first name and asked
 * for all others.
 *
 * <p>What it cannot say, or when it fails, stays unspoken; it never stops the video.
 */
public final class OfflineVoice implements Speech, AutoCloseable {
    private static final Speaker WHO = new Speaker(By.offline, "MaryTTS, cmu-slt");
    private static final int LONGEST = 300;
    private static final int START_SECONDS = 90;
    private static final int ANSWER_SECONDS = 30;

    private final Path built;
    private final Path folder;
    private @Nullable Talk talk;

    private OfflineVoice(Path built, Path folder) {
        this.built = built;
        this.folder = folder;
    }

    /**
     * The voice, if it was built: the build leaves it in voice/target.
     *
     * @param folder keeps what was said
     */
    public static Optional<OfflineVoice> find(Path folder) {
        return Tools.built("voice/target")
                .filter(built -> Files.isDirectory(built.resolve("classes")) && Files.isDirectory(built.resolve("lib")))
                .findFirst()
                .map(built -> new OfflineVoice(built, folder));
    }

    @Override
    public synchronized Optional<SpokenClip> say(String words) throws IOException, InterruptedException {
        var text = words.replaceAll("\\p{Cntrl}", " ").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var key = Hash.of(WHO.label() + "\u0001" + text);
        var wav = folder.toAbsolutePath().resolve(key + ".wav");
        if (!Files.exists(wav) && !spoken(text, wav)) {
            return Optional.empty();
        }
        return Optional.of(new SpokenClip(wav, WHO, key));
    }

    private boolean spoken(String text, Path wav) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var part = wav.resolveSibling(UUID.randomUUID() + ".part.wav");
        try {
            var current = talk;
            var speaking = current == null || !current.process.isAlive() ? begun() : current;
            if (speaking == null || !speaking.ask(part + "\t" + text).equals("spoken")) {
                return false;
            }
            Files.move(part, wav, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            close(); // out of step with its answers: the next name begins anew
            return false;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private @Nullable Talk begun() throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString());
        command.addAll(List.of("-Xmx400m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
        command.addAll(List.of("-cp", built.resolve("classes") + File.pathSeparator + built.resolve("lib") + "/*"));
        command.add("app.rapport.voice.Program");
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var fresh = new Talk(process);
        talk = fresh;
        if (fresh.answer(START_SECONDS).equals("ready")) {
            return fresh;
        }
        close();
        return null;
    }

    /** Ends the process; another name starts another one. */
    @Override
    public synchronized void close() {
        var current = talk;
        if (current != null) {
            current.process.destroyForcibly();
            talk = null;
        }
    }

    /** The process and its two ends; it ends with us, because then its input does. */
    private static final class Talk {
        final Process process;
        private final Writer to;
        private final BufferedReader from;

        Talk(Process process) {
            this.process = process;
            this.to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        String ask(String line) throws IOException, InterruptedException {
            to.write(line + "\n");
            to.flush();
            return answer(ANSWER_SECONDS);
        }

        /** Empty when it has ended. */
        String answer(int seconds) throws IOException, InterruptedException {
            var reading = new FutureTask<>(() -> Optional.ofNullable(from.readLine()));
            Thread.ofVirtual().name("voice-answer").start(reading);
            try {
                return reading.get(seconds, TimeUnit.SECONDS).orElse("");
            } catch (ExecutionException | TimeoutException e) {
                throw new IOException("the voice does not answer", e);
            }
        }
    }
}
