package app.rapport.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The last requests of one provider: bounded in number and in size, so that a long run stays small. */
final class RequestLog {
    static final int KEPT = 20_000;
    private static final long KEPT_CHARS = 96L * 1024 * 1024;

    private final ArrayDeque<LoggedRequest> kept = new ArrayDeque<>();
    private long chars;
    private long lastSeq;
    private long withProblems;

    synchronized void add(LongFunction<LoggedRequest> entry) {
        var request = entry.apply(++lastSeq);
        kept.addLast(request);
        chars += request.weight();
        if (!request.problems().isEmpty()) {
            withProblems++;
        }
        while (kept.size() > KEPT || (chars > KEPT_CHARS && kept.size() > 1)) {
            chars -= kept.removeFirst().weight();
        }
    }

    synchronized List<LoggedRequest> since(long seq) {
        var later = new ArrayList<LoggedRequest>();
        for (var entries = kept.descendingIterator(); entries.hasNext(); ) {
            var request = entries.next();
            if (request.seq() <= seq) {
                break;
            }
            later.add(request);
        }
        return later.reversed();
    }

    /** How many there ever were, dropped ones included. */
    synchronized long total() {
        return lastSeq;
    }

    synchronized long withProblems() {
        return withProblems;
    }

    synchronized void clear() {
        kept.clear();
        chars = 0;
        lastSeq = 0;
        withProblems = 0;
    }
}
