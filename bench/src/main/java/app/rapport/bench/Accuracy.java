package app.rapport.bench;

import app.rapport.conversations.analysis.Analysis;
import app.rapport.conversations.analysis.BuiltInAnalyst;
import app.rapport.conversations.analysis.Context;
import app.rapport.conversations.transcript.Format;
import app.rapport.conversations.transcript.Reading;
import app.rapport.conversations.transcript.Transcript;
import app.rapport.conversations.transcript.Transcripts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How often the built-in analyst is right: compares what it finds in labelled talks with their labels. With {@code --detail} it
 * also says what was wrong and what was missed.
 */
public final class Accuracy {
    private static final double PRECISION = 0.8;
    private static final double RECALL = 0.75;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Accuracy() {}

    /** Prints the table and writes {@code bench/out/accuracy.json}. */
    public static void main(String[] args) throws IOException {
        boolean detail = List.of(args).contains("--detail");
        Map<String, Map<String, Score>> sets = new TreeMap<>();
        Map<String, Integer> talks = new TreeMap<>();
        for (var name : text("index.txt").lines().toList()) {
            var set = name.substring(0, name.indexOf('/'));
            var scores = Comparison.of(analysis(name), labels(name));
            talks.merge(set, 1, Integer::sum);
            var sums = sets.computeIfAbsent(set, key -> new TreeMap<>());
            scores.scores()
                    .forEach((kind, score) ->
                            sums.computeIfAbsent(kind, key -> new Score()).add(score));
            if (detail && (args.length < 2 || name.contains(args[1]))) {
                System.out.println("== " + name);
                scores.remarks().forEach(System.out::println);
            }
        }
        var figures = new ArrayList<Figure>();
        sets.forEach((set, kinds) -> {
            System.out.printf("%n%s set, %d talks: right / wrong / missed%n", set, talks.get(set));
            kinds.forEach((kind, score) -> {
                System.out.printf("  %-18s %3d %3d %3d%n", kind, score.right, score.wrong, score.missed);
                figures.add(Figure.atLeast(set + ": " + kind + ", precision", score.precision(), "ratio", PRECISION));
                figures.add(Figure.atLeast(set + ": " + kind + ", recall", score.recall(), "ratio", RECALL));
            });
        });
        System.out.println();
        Figure.publish("accuracy", figures);
    }

    private static Labels labels(String name) throws IOException {
        return JSON.readValue(text(name.replaceFirst("\\.[a-z]+$", ".labels.json")), Labels.class);
    }

    private static Analysis analysis(String name) throws IOException {
        var labels = labels(name);
        var people = labels.participants().stream()
                .map(person -> new Context.Participant(person.name(), person.email(), person.internal()))
                .toList();
        var context =
                new Context(labels.title(), labels.date(), ZoneId.of(labels.zone()), null, people, labels.configured());
        return new BuiltInAnalyst().analyse(transcript(name), context);
    }

    private static Transcript transcript(String name) throws IOException {
        var ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (Transcripts.parse(Format.of(ending).orElseThrow(), text(name))) {
            case Reading.Parsed parsed -> parsed.transcript();
            case Reading.Rejected rejected -> throw new IllegalStateException(name + ": " + rejected.sentence());
        };
    }

    private static String text(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Accuracy.class.getResourceAsStream("/transcripts/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
