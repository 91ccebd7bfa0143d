package app.rapport.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A command line: what to run, and the surroundings PostgreSQL should find. */
record Program(List<String> command, Path input) {
    // The JDK looks for programs along the PATH of this process too.
    private static final String SEARCH_PATH =
            Objects.requireNonNullElse(System.getenv("PATH"), "/usr/local/bin:/usr/bin:/bin");

    private static final Path NOTHING = Path.of("/dev/null");

    Program {
        command = List.copyOf(command);
    }

    Program(List<String> command) {
        this(command, NOTHING);
    }

    static Program of(String... words) {
        return new Program(List.of(words));
    }

    Program and(String... words) {
        var longer = new ArrayList<>(command);
        Collections.addAll(longer, words);
        return new Program(longer, input);
    }

    Program and(Program other) {
        return and(other.command().toArray(String[]::new));
    }

    /** What the program finds on its standard input. */
    Program reading(Path file) {
        return new Program(command, file);
    }

    static boolean installed(String name) {
        return Stream.of(SEARCH_PATH.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** What a program that ended left behind. */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Runs to the end; a program that is not installed counts as failed, not as an error. */
    Result run() {
        try {
            var process = prepared().redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            return new Result(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while running " + command.getFirst(), e);
        }
    }

    /** Starts and returns at once; what it prints is appended to the log. */
    Process launch(Path log) throws IOException {
        return prepared()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private ProcessBuilder prepared() {
        var builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(input.toFile()));
        var environment = builder.environment();
        // PGDATA, PGPORT, LC_ALL and their kind in somebody's shell must not reach this server.
        environment.clear();
        environment.put("PATH", SEARCH_PATH);
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }
}
