package app.rapport.render;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./rapport render}: the engine alone, from files to files. */
public final class Program {
    private static final String HELP = """
            Usage: ./rapport render --base FILE --points POINTS.json --people PEOPLE.csv --out DIR [--mp4] [--json]

              --base FILE      the base video: MP4, MOV or AVI, up to 5 minutes
              --points FILE    what is personal: a JSON list of {"kind":"overlay"|"speech","from","to","template","fallback",…}
              --people FILE    a CSV file with a header; the column id names the folders, other columns are the values
              --out DIR        where to write: DIR/<id>/master.m3u8 for each person, what all share once beside them
              --mp4            also writes DIR/<id>.mp4
              --json           prints CPU seconds and bytes as JSON
            """;
    private static final Set<String> VALUED = Set.of("--base", "--points", "--people", "--out");
    private static final Set<String> BARE = Set.of("--mp4", "--json");

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int REFUSED = 3;

    private Program() {}

    /** Ends with 0, 2 for a wrong call, 3 for a video or list that is refused, 1 for any other failure. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
            (args.isEmpty() ? err : out).print(HELP);
            return args.isEmpty() ? MISUSED : DONE;
        }
        try {
            var options = options(args);
            return new Batch(options, out, err).run() ? DONE : FAILED;
        } catch (IllegalArgumentException e) {
            err.println("render: " + e.getMessage());
            return MISUSED;
        } catch (Refused e) {
            err.println("render: " + e.sentence() + " (" + e.code() + ")");
            return REFUSED;
        } catch (RenderFailed e) {
            err.println("render: " + e.getMessage() + " (" + e.code() + ")");
            if (!e.log().isEmpty()) {
                err.println(e.log().indent(2).stripTrailing());
            }
            return FAILED;
        } catch (IOException e) {
            err.println("render: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static Map<String, String> options(List<String> args) {
        var options = new HashMap<String, String>();
        var left = new ArrayDeque<>(args);
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (BARE.contains(name)) {
                options.put(name, "true");
            } else if (VALUED.contains(name)) {
                String value = equals < 0 ? left.pollFirst() : word.substring(equals + 1);
                if (value == null || value.isBlank()) {
                    throw new IllegalArgumentException(name + " needs a value. ./rapport render --help says which.");
                }
                options.put(name, value);
            } else {
                throw new IllegalArgumentException(
                        "there is no option " + word + ". ./rapport render --help lists them.");
            }
        }
        for (String needed : List.of("--base", "--points", "--people", "--out")) {
            if (!options.containsKey(needed)) {
                throw new IllegalArgumentException(needed + " is missing. ./rapport render --help says what it is.");
            }
        }
        return options;
    }
}
