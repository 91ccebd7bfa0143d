package app.rapport.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another JVM that runs a main of the tests, to be killed or run as somebody else. */
final class Fork implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Fork(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Fork of(Class<?> main, String... arguments) throws IOException {
        return of(List.of(), System.getProperty("java.class.path"), Map.of(), main, arguments);
    }

    static Fork of(
            List<String> prefix, String classPath, Map<String, String> environment, Class<?> main, String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new Fork(builder.start());
    }

    /** The next line that is not one of the log's. */
    String nextLine() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (!line.contains(" -- ")) {
                return line;
            }
        }
        throw new IOException("the other JVM has ended");
    }

    /** As {@code kill -9}; what it wrote before can still be read, unlike after the method of Process. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    /** No test leaves a program behind that runs for ever. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What it still said before it ended. */
    List<String> lastWords() {
        return output.lines().filter(line -> !line.contains(" -- ")).toList();
    }
}
