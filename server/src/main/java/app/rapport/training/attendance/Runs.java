package app.rapport.training.attendance;

import app.rapport.training.attendance.Fact.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The times a meeting was held: one that breaks off and is started again has several, each with an id of its own. */
final class Runs {
    private static final Duration EARLY = Duration.ofMinutes(15);
    private static final Duration LATE = Duration.ofHours(12);

    private Runs() {}

    /**
     * @param end null while it lasts
     * @param about facts about people in it
     */
    record Run(String id, Instant start, @Nullable Instant end, List<Fact> about) {
        Instant endOr(Instant now) {
            return end != null ? end : now.isBefore(start) ? start : now;
        }
    }

    /**
     * In order of their beginnings.
     *
     * @param planned when the session is to be held
     */
    static List<Run> of(Collection<Fact> facts, Span planned) {
        var byRun = new TreeMap<String, List<Fact>>();
        var asked = new ArrayList<Fact>();
        for (var fact : facts) {
            switch (fact.kind()) {
                case RUNNING, NOT_RUNNING -> asked.add(fact);
                case OTHER -> {}
                default ->
                    byRun.computeIfAbsent(fact.run(), id -> new ArrayList<>()).add(fact);
            }
        }
        nameTheNameless(byRun);
        var runs = new ArrayList<>(byRun.entrySet().stream()
                .map(entry -> run(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Run::start).thenComparing(Run::id))
                .toList());
        for (var i = 0; i < runs.size() - 1; i++) {
            if (runs.get(i).end() == null) {
                // It cannot be held twice at once.
                runs.set(i, ended(runs.get(i), runs.get(i + 1).start()));
            }
        }
        return ofTheSession(answered(runs, asked, planned.to()), planned);
    }

    /** Trying the meeting hours before, or using it again the day after, is not the class, where there was one. */
    private static List<Run> ofTheSession(List<Run> runs, Span planned) {
        var first = planned.from().minus(EARLY);
        var last = planned.to().plus(LATE);
        var held = runs.stream()
                .filter(run -> (run.end() == null || run.end().isAfter(first))
                        && run.start().isBefore(last))
                .toList();
        return held.isEmpty() ? runs : held;
    }

    /** Where only one run is known, what names none is about that one. */
    private static void nameTheNameless(Map<String, List<Fact>> byRun) {
        if (byRun.size() == 2 && byRun.containsKey("")) {
            var nameless = Objects.requireNonNull(byRun.remove(""));
            byRun.values().iterator().next().addAll(nameless);
        }
    }

    private static Run run(String id, List<Fact> facts) {
        var reported = times(facts, Kind.RUN).min(Comparator.naturalOrder());
        var started = facts.stream()
                .filter(fact -> fact.kind() == Kind.STARTED)
                .map(fact -> started(fact, facts))
                .min(Comparator.naturalOrder());
        var start = reported.or(() -> started)
                .orElseGet(() -> facts.stream()
                        .map(Fact::at)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
        var end = facts.stream()
                .filter(fact -> fact.kind() == Kind.RUN)
                .flatMap(fact -> Stream.ofNullable(fact.until()))
                .max(Comparator.naturalOrder())
                .or(() -> times(facts, Kind.ENDED).max(Comparator.naturalOrder()))
                .map(at -> at.isBefore(start) ? start : at)
                .orElse(null);
        return new Run(id, start, end, facts);
    }

    /** Of two times that were told, the later one, unless somebody was there before. */
    private static Instant started(Fact fact, List<Fact> facts) {
        var late = fact.until();
        return late == null
                        || facts.stream()
                                .anyMatch(other -> other.kind() != Kind.STARTED
                                        && other.at().isBefore(late))
                ? fact.at()
                : late;
    }

    /** The end of a run that nobody heard end: when the last one was heard to leave, and at the latest then. */
    private static Run ended(Run run, Instant latest) {
        var end = times(run.about(), Kind.LEFT)
                .filter(at -> !at.isAfter(latest) && !at.isBefore(run.start()))
                .max(Comparator.naturalOrder())
                .orElse(latest);
        return new Run(run.id(), run.start(), end.isBefore(run.start()) ? run.start() : end, run.about());
    }

    /** What Zoom answered when we asked, having heard nothing for a while. */
    private static List<Run> answered(List<Run> runs, List<Fact> asked, Instant plannedEnd) {
        var over = times(asked, Kind.NOT_RUNNING).max(Comparator.naturalOrder());
        if (runs.isEmpty()) {
            return times(asked, Kind.RUNNING)
                    .min(Comparator.naturalOrder())
                    .map(start -> List.of(new Run(
                            "", start, over.filter(at -> at.isAfter(start)).orElse(null), List.of())))
                    .orElse(List.of());
        }
        var last = runs.getLast();
        if (last.end() == null && over.isPresent()) {
            var heard = lastHeard(last);
            if (over.get().isAfter(heard)) {
                var planned = plannedEnd.isAfter(heard) ? plannedEnd : heard;
                runs.set(runs.size() - 1, ended(last, planned.isBefore(over.get()) ? planned : over.get()));
            }
        }
        return runs;
    }

    static Instant lastHeard(Run run) {
        return run.about().stream().map(Fact::at).max(Comparator.naturalOrder()).orElse(run.start());
    }

    private static Stream<Instant> times(Collection<Fact> facts, Kind kind) {
        return facts.stream().filter(fact -> fact.kind() == kind).map(Fact::at);
    }

    /** What is known of a connection from all that was said of it. */
    static Map<String, List<Fact>> connections(Run run) {
        var connections = new HashMap<String, List<Fact>>();
        for (var fact : run.about()) {
            switch (fact.kind()) {
                case JOINED, LEFT, ASIDE_JOINED, ASIDE_LEFT, STAY ->
                    connections
                            .computeIfAbsent(connection(fact), id -> new ArrayList<>())
                            .add(fact);
                default -> {}
            }
        }
        return connections;
    }

    /** Without an id of its own, a connection is known by whose it is. */
    private static String connection(Fact fact) {
        return fact.connection().isEmpty()
                ? "~"
                        + Stream.of(
                                        fact.customerKey(),
                                        fact.zoomUserId(),
                                        Identity.emailKey(fact.email()),
                                        Identity.phoneKey(fact.phone()),
                                        fact.name())
                                .flatMap(Stream::ofNullable)
                                .findFirst()
                                .orElse("")
                : fact.connection();
    }

    /** Of every connection to it. */
    static Stream<Identity> identities(Run run) {
        return connections(run).entrySet().stream().map(entry -> identity(run, entry.getKey(), entry.getValue()));
    }

    static Identity identity(Run run, String connection, List<Fact> facts) {
        return new Identity(
                run.id(),
                connection,
                least(facts.stream().map(fact -> Optional.ofNullable(fact.customerKey()))),
                least(facts.stream().map(fact -> Optional.ofNullable(fact.zoomUserId()))),
                least(facts.stream().map(fact -> Optional.ofNullable(Identity.emailKey(fact.email())))),
                least(facts.stream().map(fact -> Optional.ofNullable(Identity.phoneKey(fact.phone())))));
    }

    private static @Nullable String least(Stream<Optional<String>> values) {
        return values.flatMap(Optional::stream)
                .filter(text -> !text.isBlank())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
