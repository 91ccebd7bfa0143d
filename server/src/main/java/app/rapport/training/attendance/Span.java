package app.rapport.training.attendance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** From one moment to another that is not before it. */
record Span(Instant from, Instant to) {
    Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a span that ends before it begins");
        }
    }

    /** The same time told once: what overlaps or touches is one span. In order. */
    static List<Span> union(Collection<Span> spans) {
        var union = new ArrayList<Span>();
        for (var span : spans.stream()
                .sorted(Comparator.comparing(Span::from).thenComparing(Span::to))
                .toList()) {
            var last = union.isEmpty() ? null : union.getLast();
            if (last == null || span.from().isAfter(last.to())) {
                union.add(span);
            } else if (span.to().isAfter(last.to())) {
                union.set(union.size() - 1, new Span(last.from(), span.to()));
            }
        }
        return union;
    }

    /** Of spans that do not overlap. */
    static Duration length(Collection<Span> spans) {
        return spans.stream()
                .map(span -> Duration.between(span.from(), span.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
