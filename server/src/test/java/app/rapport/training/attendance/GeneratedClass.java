package app.rapport.training.attendance;

import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.zoom.ZoomEvents.Event;
import app.rapport.training.zoom.ZoomEvents.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A class as it might have been, and what would be heard of it: some events doubled, some lost, times by clocks that differ.
 * What was true is kept second by second, by no rule of the application's.
 */
final class GeneratedClass {
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final int SKEW_MILLIS = 3_000;

    final int minutes;
    final List<Event> events = new ArrayList<>();
    final List<Fact> report = new ArrayList<>();
    /** Seconds of the class in which each was there. */
    final Map<String, BitSet> there = new TreeMap<>();

    final BitSet held = new BitSet();
    private final Random random;
    private final double lost;
    private int connections = 16_778_240;

    /** @param lost share of the events that never come */
    GeneratedClass(long seed, int people, double lost) {
        this.random = new Random(seed);
        this.lost = lost;
        this.minutes = 30 + random.nextInt(91);
        var length = minutes * 60;
        var opened = -random.nextInt(300);
        if (random.nextInt(10) == 0) {
            var broken = length / 4 + random.nextInt(length / 2);
            run("first", opened, broken, people);
            run("second", broken + 30 + random.nextInt(300), length + random.nextInt(300), people);
        } else {
            run("only", opened, length + random.nextInt(300), people);
        }
        if (events.stream().noneMatch(event -> event.name().equals("meeting.ended"))) {
            events.add(new Event("asked", at(length + 900), null, null, null, null, null, null));
        }
    }

    Instant plannedEnd() {
        return START.plus(Duration.ofMinutes(minutes));
    }

    /** In some order, some of it twice. */
    List<Fact> heard(Random order) {
        var heard = new ArrayList<Fact>();
        for (var event : events) {
            var told = event.name().equals("asked")
                    ? List.of(Fact.of(Kind.NOT_RUNNING, "", event.at()))
                    : ZoomIntake.told(event);
            heard.addAll(told);
            if (order.nextInt(5) == 0) {
                heard.addAll(told);
            }
        }
        Collections.shuffle(heard, order);
        return heard;
    }

    private void run(String uuid, int from, int to, int people) {
        held.set(offset(from), offset(to));
        var start = at(from);
        var end = at(to);
        say(new Event("meeting.started", skewed(from), "account", "1", uuid, skewed(from), null, null));
        for (var person = 0; person < people; person++) {
            attend("learner-" + person, uuid, from, to);
        }
        say(new Event("meeting.ended", skewed(to), "account", "1", uuid, skewed(from), skewed(to), null));
        report.add(Fact.run(uuid, start, end));
    }

    /** Comes, drops out and comes back, changes name, takes a second device, and leaves. */
    private void attend(String who, String run, int from, int to) {
        if (random.nextInt(12) == 0) {
            return; // does not come
        }
        var length = to - from;
        var comes = from + (random.nextInt(10) < 7 ? random.nextInt(300) : random.nextInt(length));
        var goes = random.nextInt(10) < 7 ? to - random.nextInt(20) : comes + random.nextInt(Math.max(1, to - comes));
        goes = Math.max(goes, comes + 1);
        if (random.nextInt(8) == 0) {
            var second = comes + random.nextInt(goes - comes);
            stay(who, run, second, second + random.nextInt(Math.max(1, goes - second)) + 1, "Phone");
        }
        for (var since = comes; since < goes; ) {
            var until = random.nextInt(10) < 3 ? since + 1 + random.nextInt(goes - since) : goes;
            stay(who, run, since, until, random.nextInt(4) == 0 ? "iPad" : "Learner");
            since = until + 5 + random.nextInt(240);
        }
    }

    private void stay(String who, String run, int from, int to, String name) {
        var connection = Integer.toString(connections += 1024);
        there.computeIfAbsent(who, one -> new BitSet()).set(offset(from), offset(to));
        say(new Event(
                "meeting.participant_joined_waiting_room",
                skewed(from - 20),
                "account",
                "1",
                run,
                null,
                null,
                participant(who, connection, name, skewed(from - 20))));
        person("meeting.participant_joined", who, run, connection, name, from);
        person("meeting.participant_left", who, run, connection, name.equals("iPad") ? "Renamed" : name, to);
        report.add(new Fact(Kind.STAY, run, at(from), at(to), connection, who, null, null, name));
    }

    private void person(String event, String who, String run, String connection, String name, int second) {
        var at = skewed(second);
        say(new Event(event, at, "account", "1", run, null, null, participant(who, connection, name, at)));
    }

    private static Participant participant(String who, String connection, String name, @Nullable Instant at) {
        return new Participant(connection, who, null, null, name, null, at);
    }

    private void say(Event event) {
        if (random.nextDouble() >= lost) {
            events.add(event);
        }
    }

    private Instant skewed(int second) {
        return at(second).plusMillis(random.nextInt(2 * SKEW_MILLIS) - SKEW_MILLIS);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    /** Seconds before the planned start have places, too. */
    private static int offset(int second) {
        return second + 3_600;
    }

    Duration truth(String who) {
        return Duration.ofSeconds(there.getOrDefault(who, new BitSet()).cardinality());
    }

    double truePercent(String who) {
        return 100.0 * truth(who).toSeconds() / held.cardinality();
    }

    @Nullable
    Instant firstJoin(String who) {
        var bits = there.get(who);
        return bits == null ? null : at(bits.nextSetBit(0) - 3_600);
    }

    Instant began() {
        return at(held.nextSetBit(0) - 3_600);
    }
}
