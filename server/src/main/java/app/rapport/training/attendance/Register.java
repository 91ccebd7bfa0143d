package app.rapport.training.attendance;

import app.rapport.training.attendance.Runs.Run;
import app.rapport.training.attendance.Stints.Stint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who was in a meeting and when, worked out from the set of all that was heard about it: the same for the same facts, in
 * whatever order and however often they came.
 *
 * @param windows when the meeting was held, up to now while it lasts
 * @param startedAt null when it was not held
 * @param endedAt null while it lasts
 * @param asOf up to when it tells
 */
record Register(
        List<Span> windows,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant asOf,
        Map<Person, Presence> people) {

    /**
     * @param spans in order, without overlaps
     * @param inRoom whether the last of them still lasts
     */
    record Presence(@Nullable String name, @Nullable String email, List<Span> spans, boolean inRoom) {
        Duration length() {
            return Span.length(spans);
        }

        /** Without the stint that still lasts. */
        Duration past() {
            return Span.length(inRoom ? spans.subList(0, spans.size() - 1) : spans);
        }
    }

    boolean held() {
        return startedAt != null;
    }

    boolean running() {
        return held() && endedAt == null;
    }

    Duration length() {
        return Span.length(windows);
    }

    static Register of(Collection<Fact> facts, Function<Identity, Person> whoIs, Span planned, Instant clock) {
        var runs = Runs.of(facts, planned);
        var now = Stream.concat(Stream.of(clock), runs.stream().map(Runs::lastHeard))
                .max(Comparator.naturalOrder())
                .orElse(clock);
        var gathered = new HashMap<Person, Gathered>();
        for (var run : runs) {
            gather(run, whoIs, now, gathered);
        }
        var people = new HashMap<Person, Presence>();
        gathered.forEach((person, all) -> {
            if (!all.stints.isEmpty()) {
                people.put(person, all.presence());
            }
        });
        var running = !runs.isEmpty() && runs.getLast().end() == null;
        return new Register(
                Span.union(runs.stream()
                        .map(run -> new Span(run.start(), run.endOr(now)))
                        .toList()),
                runs.isEmpty() ? null : runs.getFirst().start(),
                runs.isEmpty() || running
                        ? null
                        : runs.stream()
                                .map(run -> run.endOr(now))
                                .max(Comparator.naturalOrder())
                                .orElse(null),
                now,
                people);
    }

    private static void gather(Run run, Function<Identity, Person> whoIs, Instant now, Map<Person, Gathered> people) {
        var connections = new HashMap<Person, List<List<Fact>>>();
        Runs.connections(run)
                .forEach((connection, facts) -> connections
                        .computeIfAbsent(
                                whoIs.apply(Runs.identity(run, connection, facts)), person -> new ArrayList<>())
                        .add(facts));
        connections.forEach((person, theirs) -> {
            var all = people.computeIfAbsent(person, one -> new Gathered());
            all.stints.addAll(Stints.of(run, theirs, now));
            theirs.forEach(all.facts::addAll);
        });
    }

    private record Said(Instant at, String text) {}

    private static final class Gathered {
        final List<Stint> stints = new ArrayList<>();
        final List<Fact> facts = new ArrayList<>();

        Presence presence() {
            return new Presence(
                    latest(Fact::name),
                    latest(Fact::email),
                    Span.union(stints.stream().map(Stint::span).toList()),
                    stints.stream().anyMatch(Stint::open));
        }

        /** What they were last called: for people to read, and nothing else. */
        private @Nullable String latest(Function<Fact, @Nullable String> word) {
            return facts.stream()
                    .flatMap(fact -> Stream.ofNullable(word.apply(fact)).map(text -> new Said(fact.at(), text)))
                    .filter(said -> !said.text().isBlank())
                    .max(Comparator.comparing(Said::at).thenComparing(Said::text))
                    .map(Said::text)
                    .orElse(null);
        }
    }
}
