package app.rapport.render.tool;

import app.rapport.render.RenderFailed;
import app.rapport.render.Watch;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of a tool: arguments as a list and never through a shell, within a time and a memory limit, both pipes read
 * to their ends, and ended with all it started when its watcher calls it off.
 */
public final class Run {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final Pattern BENCHMARK = Pattern.compile("bench: utime=([\\d.]+)s stime=([\\d.]+)s");
    private static final long OUTPUT_LIMIT = 64L << 20;

    private final List<String> arguments;
    private final @Nullable Path libraries;
    private Duration limit = Duration.ofMinutes(5);
    private long memory = 4L << 30;
    private Watch watch = Watch.NONE;
    private Predicate<String> enough = _ -> false;
    private @Nullable Consumer<String> lines;

    Run(List<String> arguments, @Nullable Path libraries) {
        this.arguments = List.copyOf(arguments);
        this.libraries = libraries;
    }

    /** Another program than ffmpeg, under the same limits. */
    public static Run of(List<String> command) {
        return new Run(command, null);
    }

    /** The command as it is run. */
    public List<String> command() {
        return arguments;
    }

    /** Longer than this by the clock, and it is ended. */
    public Run limit(Duration most) {
        limit = most;
        return this;
    }

    /** More address space than this is refused by the system, where it can be told. */
    public Run memory(long bytes) {
        memory = bytes;
        return this;
    }

    /** Asked several times a second whether to go on. */
    public Run watch(Watch asked) {
        watch = asked;
        return this;
    }

    /** Ends the run as soon as it logs such a line: what follows would be work for nothing. */
    public Run until(Predicate<String> logged) {
        enough = logged;
        return this;
    }

    /** Hears each line of standard output instead of keeping them. */
    public Run lines(Consumer<String> heard) {
        lines = heard;
        return this;
    }

    /** Runs it; a failure of the tool is an exception that carries the end of its log. */
    public Result done() throws IOException, InterruptedException {
        var result = within(limit);
        if (result.exit() != 0 && !result.cutShort()) {
            throw result.failure();
        }
        return result;
    }

    /** Runs it and tells how it ended, well or not. */
    public Result any() throws IOException, InterruptedException {
        return within(limit);
    }

    Result within(Duration most) throws IOException, InterruptedException {
        Process process = start();
        var log = new Log();
        var out = new FutureTask<>(() -> read(process.getInputStream()));
        var err = new FutureTask<>(() -> log.read(process));
        Thread.ofVirtual().name("tool-output").start(out);
        Thread.ofVirtual().name("tool-log").start(err);
        long end = System.nanoTime() + most.toNanos();
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (watch.cancelled()) {
                    throw new RenderFailed("cancelled", "The work was called off.", log.tail());
                }
                if (System.nanoTime() > end) {
                    throw new RenderFailed(
                            "renderer_too_slow",
                            "The tool did not finish within " + most.toSeconds() + " seconds.",
                            log.tail());
                }
            }
            byte[] output = out.get();
            err.get();
            return new Result(process.exitValue(), output, log.kept(), log.cutShort, log.cpuSeconds());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            end(process);
        }
    }

    private Process start() throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(PRLIMIT)) {
            command.addAll(List.of(PRLIMIT.toString(), "--as=" + memory, "--core=0", "--"));
        }
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        if (libraries != null) {
            builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
            builder.environment().put("DYLD_LIBRARY_PATH", libraries.toString());
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new RenderFailed("renderer_missing", "The tool cannot be started: " + e.getMessage(), "");
        }
    }

    /** By its handle: ending it as a process would also close the pipes under those who still read them. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }

    private byte[] read(InputStream output) throws IOException {
        if (lines != null) {
            try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            }
            return new byte[0];
        }
        var kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
            if (kept.size() + (long) n <= OUTPUT_LIMIT) {
                kept.write(buffer, 0, n);
            }
        }
        return kept.toByteArray();
    }

    /** Keeps the first complaints and the last lines: enough to say what went wrong, whatever the tool's talkativeness. */
    private final class Log {
        private static final int MOST = 400;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> last = new ArrayList<>();
        private volatile boolean cutShort;

        @Nullable
        Void read(Process process) throws IOException {
            try (var reader = process.errorReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    keep(line);
                    if (!cutShort && enough.test(line)) {
                        cutShort = true;
                        end(process);
                    }
                }
            }
            return null;
        }

        private synchronized void keep(String line) {
            if (Result.isComplaint(line) && complaints.size() < MOST) {
                complaints.add(line);
            }
            last.add(line);
            if (last.size() > MOST) {
                last.removeFirst();
            }
        }

        synchronized List<String> kept() {
            var all = new ArrayList<>(complaints);
            last.stream()
                    .filter(line -> !Result.isComplaint(line) || complaints.size() >= MOST)
                    .forEach(all::add);
            return all;
        }

        synchronized String tail() {
            return String.join("\n", last.subList(Math.max(0, last.size() - 20), last.size()));
        }

        synchronized double cpuSeconds() {
            return last.stream()
                    .map(BENCHMARK::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .mapToDouble(found -> Double.parseDouble(found.group(1)) + Double.parseDouble(found.group(2)))
                    .sum();
        }
    }
}
