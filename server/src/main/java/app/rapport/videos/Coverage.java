package app.rapport.videos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The parts of a video that were played, in milliseconds: in order, none touching another. */
record Coverage(List<Part> parts) {
    static final Coverage NONE = new Coverage(List.of());
    private static final int SECOND = 1_000;

    /** @param to behind the last millisecond */
    record Part(int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** What is played twice counts once; the order does not matter. */
    static Coverage of(Collection<Part> played) {
        var joined = new ArrayList<Part>();
        for (var part : played.stream()
                .filter(part -> part.length() > 0)
                .sorted(Comparator.comparingInt(Part::from))
                .toList()) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || part.from() > last.to()) {
                joined.add(part);
            } else if (part.to() > last.to()) {
                joined.set(joined.size() - 1, new Part(last.from(), part.to()));
            }
        }
        return new Coverage(List.copyOf(joined));
    }

    long length() {
        return parts.stream().mapToLong(Part::length).sum();
    }

    int end() {
        return parts.isEmpty() ? 0 : parts.getLast().to();
    }

    /** Each second that was touched, and how many of its milliseconds. */
    void eachSecond(BiConsumer<Integer, Integer> each) {
        for (var part : parts) {
            for (var second = part.from() / SECOND; second * SECOND < part.to(); second++) {
                var from = Math.max(part.from(), second * SECOND);
                var to = Math.min(part.to(), (second + 1) * SECOND);
                each.accept(second, to - from);
            }
        }
    }

    /** As PostgreSQL writes a multirange. */
    String written() {
        return parts.stream()
                .map(part -> "[" + part.from() + "," + part.to() + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }

    static Coverage read(String written) {
        var parts = new ArrayList<Part>();
        var numbers = written.replaceAll("[^0-9]+", " ").strip();
        if (!numbers.isEmpty()) {
            var each = numbers.split(" ", -1);
            for (var i = 0; i < each.length; i += 2) {
                parts.add(new Part(Integer.parseInt(each[i]), Integer.parseInt(each[i + 1])));
            }
        }
        return new Coverage(List.copyOf(parts));
    }
}
