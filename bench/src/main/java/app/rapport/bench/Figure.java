package app.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One measured number beside what it should be.
 *
 * @param target null for a number that is only reported
 * @param met null where there is no target
 */
public record Figure(
        String figure,
        double value,
        String unit,
        @Nullable Double target,
        @Nullable Boolean met) {
    /** A number that must reach the target. */
    public static Figure atLeast(String figure, double value, String unit, double target) {
        return new Figure(figure, value, unit, target, value >= target);
    }

    /** A number that must stay below the target or reach it. */
    public static Figure atMost(String figure, double value, String unit, double target) {
        return new Figure(figure, value, unit, target, value <= target);
    }

    /** A number without a target. */
    public static Figure reported(String figure, double value, String unit) {
        return new Figure(figure, value, unit, null, null);
    }

    /** Prints the table and writes {@code bench/out/<name>.json} below the working directory. */
    public static void publish(String name, List<Figure> figures) {
        for (var figure : figures) {
            System.out.printf(
                    Locale.ROOT,
                    "%-58s %10.2f %-6s %s%n",
                    figure.figure(),
                    figure.value(),
                    figure.unit(),
                    figure.target() == null
                            ? ""
                            : "target " + figure.target() + (Boolean.TRUE.equals(figure.met()) ? "  met" : "  MISSED"));
        }
        var file = Path.of("bench", "out", name + ".json");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var json = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(file, json.writeValueAsString(figures) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
