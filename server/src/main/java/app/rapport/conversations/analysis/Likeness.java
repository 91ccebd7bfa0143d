package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** People say a promise twice, once when they make it and once when they sum up; it is still one. */
final class Likeness {
    private static final double ALIKE = 0.7;

    private Likeness() {}

    static List<Promise> merged(List<Promise> promises) {
        var kept = new ArrayList<Promise>();
        for (var promise : promises) {
            var same = kept.stream().filter(other -> isSame(other, promise)).findFirst();
            if (same.isEmpty()) {
                kept.add(promise);
            } else if (same.get().due == null) {
                same.get().due = promise.due;
            }
        }
        kept.sort((one, other) -> Integer.compare(one.at.order(), other.at.order()));
        return kept;
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
