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
import java.time.Duration;
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
 * for all others, and that ends when nobody has asked for a while.
 *
 * <p>What it cannot say, or when it fails, stays unspoken; it never stops the video.
 */
public final class OfflineVoice implements Speech, AutoCloseable {
    private static final Speaker WHO = new Speaker(By.offline, "MaryTTS, cmu-slt");
    private static final int LONGEST = 300;
    private static final int START_SECONDS = 90;
    private static final int ANSWER_SECONDS = 30;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Path built;
    private final Path folder;
    private final Duration idle;
    private volatile @Nullable Talk talk;
    private long usedNanos;

    private OfflineVoice(Path built, Path folder, Duration idle) {
        this.built = built;
        this.folder = folder;
        this.idle = idle;
    }

    /**
     * The voice, if it was built: the build leaves it in voice/target.
     *
     * @param folder keeps what was said
     */
    public static Optional<OfflineVoice> find(Path folder) {
        return find(folder, IDLE);
    }

    static Optional<OfflineVoice> find(Path folder, Duration idle) {
        return Tools.built("voice/target")
                .filter(built -> Files.isDirectory(built.resolve("classes")) && Files.isDirectory(built.resolve("lib")))
                .findFirst()
                .map(built -> new OfflineVoice(built, folder, idle));
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
            var speaking = speaking();
            if (speaking == null || !speaking.ask(part + "\t" + text).equals("spoken")) {
                return false;
            }
            Files.move(part, wav, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            close(); // out of step with its answers: the next name begins anew
            return false;
        } finally {
            usedNanos = System.nanoTime();
            Files.deleteIfExists(part);
        }
    }

    /** Starts the process now, so that the first name need not wait for it. */
    void prepare() {
        Thread.ofVirtual().name("voice-start").start(() -> {
            try {
                speaking();
            } catch (IOException e) {
                close(); // the first name tries once more
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    boolean isRunning() {
        var current = talk;
        return current != null && current.process.isAlive();
    }

    private synchronized @Nullable Talk speaking() throws IOException, InterruptedException {
        usedNanos = System.nanoTime();
        return isRunning() ? talk : begun();
    }

    private void endWhenIdle(Talk begun) {
        try {
            while (begun.process.isAlive()) {
                Thread.sleep(idle.dividedBy(4));
                synchronized (this) {
                    if (talk == begun && System.nanoTime() - usedNanos > idle.toNanos()) {
                        close();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
            usedNanos = System.nanoTime();
            Thread.ofVirtual().name("voice-idle").start(() -> endWhenIdle(fresh));
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
