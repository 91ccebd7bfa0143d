package app.rapport.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Runs one measurement by its name, or all of them. */
public final class Bench {
    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.ofEntries(
            Map.entry("accuracy", Accuracy::main),
            Map.entry("attendance", Attendance::main),
            Map.entry("crm-sync", CrmSync::main),
            Map.entry("deliveries", Deliveries::main),
            Map.entry("ingest", Ingest::main),
            Map.entry("kills", Kills::main),
            Map.entry("meetings", Meetings::main),
            Map.entry("render", RenderCost::main),
            Map.entry("rotation", Rotation::main),
            Map.entry("start-up", StartUp::main),
            Map.entry("viewing", Viewing::main)));

    private Bench() {}

    /** A measurement as a program: prints its table and writes its figures. */
    interface Program {
        void run(String[] args) throws Exception;
    }

    /** The first argument is the name, the rest are the program's own. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            for (var program : PROGRAMS.values()) {
                program.run(new String[0]);
            }
            return;
        }
        var program = PROGRAMS.get(args[0]);
        if (program == null) {
            System.err.println(
                    "There is no measurement " + args[0] + ". There are: " + String.join(", ", PROGRAMS.keySet()));
            System.exit(2);
        } else {
            program.run(Arrays.copyOfRange(args, 1, args.length));
        }
    }
}
