package app.rapport.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Has each upload looked at by the operator's own scanner, where there is one: it answers 0 for a clean file. */
@Component
class VirusScanner {
    private static final int LONGEST_MINUTES = 5;
    private final List<String> command;

    VirusScanner(MediaSettings settings) {
        var given = settings.scanner();
        this.command = given == null || given.isBlank()
                ? List.of()
                : List.of(given.strip().split("\\s+", -1));
    }

    void check(Path file) throws IOException, InterruptedException, RenderFailure {
        if (command.isEmpty()) {
            return;
        }
        var process = new ProcessBuilder(with(file))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("the virus scanner took longer than " + LONGEST_MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() == 1) {
            throw new RenderFailure(
                    "file_infected", Map.of(), "The virus scanner refused this file. Send another one.", null);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the virus scanner ended with " + process.exitValue());
        }
    }

    private List<String> with(Path file) {
        var all = new ArrayList<>(command);
        if (!all.contains("{}")) {
            all.add("{}");
        }
        all.replaceAll(word -> word.equals("{}") ? file.toString() : word);
        return all;
    }
}
