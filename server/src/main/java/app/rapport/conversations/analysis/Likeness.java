package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** People say a promise twice, once when they make it and once when they sum up; it is still one. */
final class Likeness {
    private static final double ALIKE = 0.7;
    /** Of an endless talk the last promises are compared with the ones just before them only. */
    private static final int COMPARED = 100;

    private Likeness() {}

    /** The first of them, each once, in the order of the talk. */
    static List<Promise> merged(List<Promise> promises, int most) {
        var kept = new ArrayList<Promise>();
        for (var promise : promises) {
            var same = kept.subList(Math.max(0, kept.size() - COMPARED), kept.size()).stream()
                    .filter(other -> isSame(other, promise))
                    .findFirst();
            if (same.isEmpty()) {
                kept.add(promise);
            } else if (same.get().due == null) {
                same.get().due = promise.due;
            }
        }
        return kept.stream()
                .sorted(Comparator.comparingInt(promise -> promise.at.order()))
                .limit(most)
                .toList();
    }

    private static boolean isSame(Promise one, Promise other) {
        if (one.stems.isEmpty() || other.stems.isEmpty()) {
            return one.at.order() == other.at.order() && Objects.equals(one.owner, other.owner);
        }
        boolean owners = Objects.equals(one.owner, other.owner) || one.owner == null || other.owner == null;
        boolean days = one.due == null || other.due == null || one.due.equals(other.due);
        return owners
                && days
                && Words.overlap(one.stems, other.stems)
                        >= (Math.min(one.stems.size(), other.stems.size()) == 1 ? 1 : ALIKE);
    }
}
