package app.rapport.training.attendance;

import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.attendance.Runs.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When one person was in one run of a meeting, from what was heard of their connections, which may lack beginnings and ends. */
final class Stints {
    /** How far apart the clocks may be that told when somebody joined and left. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private Stints() {}

    /**
     * @param from null where the beginning was not heard
     * @param to null where the end was not heard
     * @param aside in a breakout room, while the connection to the meeting itself may go on
     */
    private record Piece(@Nullable Instant from, @Nullable Instant to, boolean aside) {}

    /** @param open whether it still lasts */
    record Stint(Span span, boolean open) {}

    /** @param connections of this person, each with all that was heard of it */
    static List<Stint> of(Run run, Collection<List<Fact>> connections, Instant now) {
        var reported = connections.stream()
                .flatMap(List::stream)
                .filter(fact -> fact.kind() == Kind.STAY)
                .map(fact -> new Piece(fact.at(), fact.until(), false))
                .toList();
        // The report tells of everybody's connections, whole. Where it knows a person, there is nothing to guess.
        var pieces = !reported.isEmpty()
                ? reported
                : connections.stream()
                        .flatMap(facts -> Stream.concat(
                                pieces(facts, Kind.JOINED, Kind.LEFT, false).stream(),
                                pieces(facts, Kind.ASIDE_JOINED, Kind.ASIDE_LEFT, true).stream()))
                        .distinct()
                        .toList();
        return pieces.stream()
                .flatMap(piece -> stint(piece, pieces, run, now).stream())
                .toList();
    }

    private record Moment(Instant at, boolean joined) {}

    private static List<Piece> pieces(List<Fact> facts, Kind join, Kind leave, boolean aside) {
        var joins = new TreeSet<Instant>();
        var leaves = new TreeSet<Instant>();
        for (var fact : facts) {
            if (fact.kind() == join) {
                joins.add(fact.at());
            } else if (fact.kind() == leave) {
                leaves.add(fact.at());
            }
        }
        // Of the same instant, the end of what was comes before the beginning of what is.
        var moments = Stream.concat(
                        joins.stream().map(at -> new Moment(at, true)),
                        leaves.stream().map(at -> new Moment(at, false)))
                .sorted(Comparator.comparing(Moment::at).thenComparing(Moment::joined))
                .toList();
        var pieces = new ArrayList<Piece>();
        Instant since = null;
        for (var i = 0; i < moments.size(); i++) {
            var moment = moments.get(i);
            if (moment.joined()) {
                if (since != null) {
                    pieces.add(new Piece(since, moment.at(), aside));
                }
                since = moment.at();
            } else if (since != null) {
                pieces.add(new Piece(since, moment.at(), aside));
                since = null;
            } else if (isBeforeItsJoin(moments, i)) {
                var joined = moments.get(++i).at();
                pieces.add(new Piece(joined, joined, aside));
            } else {
                pieces.add(new Piece(null, moment.at(), aside));
            }
        }
        if (since != null) {
            pieces.add(new Piece(since, null, aside));
        }
        return pieces;
    }

    /** Two clocks told of a short visit that it ended before it began. */
    private static boolean isBeforeItsJoin(List<Moment> moments, int left) {
        return left + 1 < moments.size()
                && moments.get(left + 1).joined()
                && Duration.between(
                                        moments.get(left).at(),
                                        moments.get(left + 1).at())
                                .compareTo(SKEW)
                        <= 0
                && (left + 2 == moments.size() || moments.get(left + 2).joined());
    }

    private static Optional<Stint> stint(Piece piece, List<Piece> all, Run run, Instant now) {
        var end = run.endOr(now);
        var from = piece.from() != null ? piece.from() : beginning(piece, all, run);
        var to = piece.to() != null ? piece.to() : ending(piece, all, run).orElse(null);
        var open = to == null && run.end() == null;
        var first = from.isBefore(run.start()) ? run.start() : from;
        var last = to == null || to.isAfter(end) ? end : to;
        if (open && last.isBefore(first)) {
            last = first; // the clocks differ
        }
        return last.isBefore(first) ? Optional.empty() : Optional.of(new Stint(new Span(first, last), open));
    }

    /** Since they were last heard of, else since the run began. */
    private static Instant beginning(Piece piece, List<Piece> all, Run run) {
        var to = piece.to();
        if (to == null) {
            return run.start();
        }
        if (piece.aside()) {
            return to;
        }
        return all.stream()
                .filter(other -> !other.aside())
                .flatMap(other -> Stream.of(Optional.ofNullable(other.from()), Optional.ofNullable(other.to())))
                .flatMap(Optional::stream)
                .filter(at -> at.isBefore(to))
                .max(Comparator.naturalOrder())
                .orElse(run.start());
    }

    /**
     * Until they were next heard of, where the run is over: with nobody to say that they left, to count them until its end
     * would be a gift. While it lasts, whoever was not heard to leave is there.
     */
    private static Optional<Instant> ending(Piece piece, List<Piece> all, Run run) {
        var from = piece.from();
        if (from == null) {
            return Optional.empty();
        }
        var over = run.end() != null;
        return all.stream()
                .flatMap(other -> {
                    var nextJoin = other.from();
                    var orphanLeave = other.from() == null || piece.aside() ? other.to() : null;
                    return Stream.concat(
                            Stream.ofNullable(over && (!other.aside() || piece.aside()) ? nextJoin : null),
                            Stream.ofNullable(!other.aside() || piece.aside() ? orphanLeave : null));
                })
                .filter(at -> at.isAfter(from))
                .min(Comparator.naturalOrder());
    }
}
