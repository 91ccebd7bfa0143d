package app.rapport.training.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.training.attendance.Fact.Kind;
import app.rapport.training.attendance.Register.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A class from ten to eleven, and all that may go wrong in hearing of it. */
class RegisterTest {
    private static final String RUN = "run-1";

    private final List<Fact> heard = new ArrayList<>();

    @Test
    @Requirement({"Z-55", "Z-61"})
    void twoStintsAreAddedUpHoweverTheirEventsCome() {
        started(RUN, "10:00");
        left("noor", "c1", "10:10");
        joined("noor", "c2", "10:20");
        left("noor", "c2", "10:40");
        joined("noor", "c1", "10:00");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(30);
        assertThat(there("noor").spans()).containsExactly(span("10:00", "10:10"), span("10:20", "10:40"));
    }

    @Test
    void theSameConnectionMayComeBack() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00");
        left("noor", "c1", "10:10");
        joined("noor", "c1", "10:20");
        left("noor", "c1", "10:40");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(30);
    }

    @Test
    void withoutAnyIdOfTheConnectionThePersonIsEnough() {
        started(RUN, "10:00");
        joined("noor", "", "10:00");
        left("noor", "", "10:10");
        joined("noor", "", "10:20");
        left("noor", "", "10:40");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(30);
    }

    @Test
    @Requirement("Z-54")
    void whoIsNotHeardToLeaveLeavesWithTheMeeting() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:05");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(55);
        assertThat(there("noor").inRoom()).isFalse();
    }

    @Test
    void whoIsNotHeardToJoinWasThereFromTheStart() {
        started(RUN, "10:00");
        left("noor", "c1", "10:50");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(50);
    }

    @Test
    void aRejoinNobodyHeardBeginsWhenTheyWereLastHeardOf() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00");
        left("noor", "c1", "10:20");
        left("noor", "c2", "10:50");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(50);
    }

    @Test
    void aConnectionNobodyHeardEndLastsUntilTheNextOne() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00");
        joined("noor", "c2", "10:20");
        left("noor", "c2", "10:40");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(40);
    }

    @Test
    void anEndAndABeginningThatLackEachOtherBelongTogether() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:10");
        left("noor", "c2", "10:40");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(30);
    }

    @Test
    void aLateEndOfAnOldConnectionDoesNotEndTheNewOne() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00");
        joined("noor", "c2", "10:20");
        left("noor", "c1", "10:21");
        left("noor", "c2", "11:00");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(60);
        assertThat(there("noor").spans()).hasSize(1);
    }

    @Test
    @Requirement("Z-55")
    void twoDevicesAtOnceCountOnce() {
        started(RUN, "10:00");
        joined("noor", "laptop", "10:00");
        joined("noor", "phone", "10:10");
        left("noor", "phone", "10:30");
        left("noor", "laptop", "10:40");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(40);
    }

    @Test
    void aClassUnderWayKeepsWhoeverWasNotHeardToLeave() {
        started(RUN, "10:00");
        joined("noor", "laptop", "10:00");
        joined("noor", "phone", "10:10");
        left("noor", "phone", "10:20");

        var register = register("10:30");
        assertThat(register.running()).isTrue();
        var noor = Objects.requireNonNull(register.people().get(new Person.Stranger(key("noor"))));
        assertThat(noor.inRoom()).isTrue();
        assertThat(noor.length()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void whatLiesOutsideTheMeetingDoesNotCount() {
        started(RUN, "10:00");
        joined("noor", "c1", "09:50");
        left("noor", "c1", "11:05");
        joined("omar", "c2", "09:40");
        left("omar", "c2", "09:50");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(60);
        assertThat(register("12:00").people()).doesNotContainKey(new Person.Stranger(key("omar")));
    }

    @Test
    void aMeetingWhoseStartNobodyHeardBeganWithItsFirstJoin() {
        joined("noor", "c1", "10:02");
        left("noor", "c1", "10:32");
        ended(RUN, "11:02");

        assertThat(register("12:00").length()).isEqualTo(Duration.ofHours(1));
        assertThat(minutes("noor")).isEqualTo(30);
    }

    @Test
    @Requirement("Z-52")
    void aLateDuplicateOfTheStartDoesNotReopen() {
        ended(RUN, "11:00");
        joined("noor", "c1", "10:00");
        left("noor", "c1", "11:00");
        started(RUN, "10:00");
        joined("omar", "c9", "11:20");

        assertThat(register("11:30").running()).isFalse();
        assertThat(register("11:30").endedAt()).isEqualTo(at("11:00"));
    }

    @Test
    void aMeetingThatIsStartedAgainHasBothParts() {
        started("run-1", "10:00");
        said(Kind.JOINED, "run-1", "10:00", "noor", "c1");
        said(Kind.LEFT, "run-1", "10:20", "noor", "c1");
        started("run-2", "10:30");
        said(Kind.JOINED, "run-2", "10:30", "noor", "c1");
        said(Kind.LEFT, "run-2", "11:00", "noor", "c1");
        ended("run-2", "11:00");

        assertThat(register("12:00").length()).isEqualTo(Duration.ofMinutes(50));
        assertThat(minutes("noor")).isEqualTo(50);
        assertThat(there("noor").spans()).hasSize(2);
    }

    @Test
    void tryingTheMeetingHoursBeforeIsNotTheClass() {
        started("trial", "07:00");
        said(Kind.JOINED, "trial", "07:00", "noor", "c1");
        ended("trial", "07:30");
        assertThat(register("08:00").held())
                .as("as long as there is nothing else")
                .isTrue();

        started("class", "10:00");
        said(Kind.JOINED, "class", "10:30", "noor", "c1");
        ended("class", "11:00");

        assertThat(register("12:00").length()).isEqualTo(Duration.ofHours(1));
        assertThat(minutes("noor")).isEqualTo(30);
    }

    @Test
    void aMeetingWhoseEndNobodyHeardEndedWhenTheLastOneLeft() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00");
        left("noor", "c1", "10:55");
        joined("omar", "c2", "10:10");
        assertThat(register("11:30").running()).isTrue();
        heard.add(Fact.of(Kind.NOT_RUNNING, "", at("11:20")));

        assertThat(register("11:30").endedAt()).isEqualTo(at("10:55"));
        assertThat(minutes("omar")).isEqualTo(45);
    }

    @Test
    void aMeetingWeOnlyHeardOfByAskingRuns() {
        heard.add(Fact.of(Kind.RUNNING, "", at("10:05")));

        assertThat(register("10:10").running()).isTrue();
    }

    @Test
    @Requirement("Z-72")
    void aBreakoutRoomIsPartOfTheMeeting() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00");
        said(Kind.ASIDE_JOINED, RUN, "10:20", "noor", "c1");
        said(Kind.ASIDE_LEFT, RUN, "10:40", "noor", "c1");
        joined("omar", "c2", "10:00");
        left("omar", "c2", "10:20"); // some say that who moves leaves
        said(Kind.ASIDE_JOINED, RUN, "10:20", "omar", "c3");
        said(Kind.ASIDE_LEFT, RUN, "10:40", "omar", "c3");
        joined("omar", "c4", "10:40");
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isEqualTo(60);
        assertThat(minutes("omar")).isEqualTo(60);
    }

    @Test
    void aVisitThatEndedBeforeItBeganByAnotherClockIsNoVisitOfAnHour() {
        started(RUN, "10:00");
        heard.add(person(Kind.JOINED, RUN, at("10:05").plusSeconds(3), "noor", "c1"));
        joined("omar", "c2", "10:00");
        heard.add(person(Kind.LEFT, RUN, at("10:05"), "noor", "c1"));
        ended(RUN, "11:00");

        assertThat(minutes("noor")).isZero();
    }

    @Test
    void whatTheReportSaysOfAPersonGoesBeforeWhatWasHeard() {
        started(RUN, "10:00");
        joined("noor", "c1", "10:00"); // and her leaving was lost
        joined("omar", "c2", "10:00");
        left("omar", "c2", "10:30");
        ended(RUN, "11:00");
        heard.add(Fact.run(RUN, at("10:00"), at("11:00")));
        heard.add(new Fact(Kind.STAY, RUN, at("10:00"), at("10:15"), "c1", null, null, null, "Noor"));

        assertThat(minutes("noor"))
                .as("known by what her connection said of her before")
                .isEqualTo(15);
        assertThat(minutes("omar")).as("of whom the report knows nothing").isEqualTo(30);
    }

    @Test
    void whoeverWeHeardNothingOfIsInTheReport() {
        started(RUN, "10:00");
        ended(RUN, "11:00");
        heard.add(Fact.run(RUN, at("10:00"), at("11:00")));
        heard.add(new Fact(Kind.STAY, RUN, at("10:10"), at("10:40"), "c7", "noor", null, null, "Noor"));

        assertThat(minutes("noor")).isEqualTo(30);
    }

    @Test
    void aNewNameIsNoNewPerson() {
        started(RUN, "10:00");
        heard.add(new Fact(Kind.JOINED, RUN, at("10:00"), null, "c1", "noor", null, null, "Noor"));
        heard.add(new Fact(Kind.LEFT, RUN, at("10:30"), null, "c1", "noor", null, null, "نور"));
        ended(RUN, "11:00");

        assertThat(register("12:00").people()).hasSize(1);
        assertThat(there("noor").name()).isEqualTo("نور");
    }

    @Test
    @Requirement("D-25")
    void everyOrderComesToTheSame() {
        started("run-1", "10:00");
        started("run-2", "10:30");
        ended("run-2", "11:00");
        joined("noor", "c1", "10:00");
        joined("noor", "c2", "10:20");
        left("noor", "c1", "10:21");
        said(Kind.ASIDE_JOINED, RUN, "10:20", "omar", "c3");
        said(Kind.JOINED, "run-2", "10:32", "omar", "c3");
        said(Kind.LEFT, "run-2", "10:50", "aya", "c4");
        heard.add(new Fact(Kind.JOINED, RUN, at("10:02"), null, "c5", "ben", null, null, "Ben"));
        heard.add(new Fact(Kind.JOINED, RUN, at("10:02"), null, "c5", "ben", null, null, "Benjamin"));
        var expected = register("12:00");
        var random = new Random(7);
        for (var turn = 0; turn < 50; turn++) {
            Collections.shuffle(heard, random);
            assertThat(register("12:00")).isEqualTo(expected);
        }
    }

    /** An event may carry the time it was sent, or the planned start in place of the real one. */
    @Test
    void ofTwoTimesOfTheStartTheOneThatTheOthersBearOutCounts() {
        heard.add(Fact.startedEither(RUN, at("09:40"), at("10:00")));
        joined("noor", "c1", "10:00");
        ended(RUN, "11:00");
        assertThat(register("12:00").length()).isEqualTo(Duration.ofHours(1));
        assertThat(minutes("noor")).isEqualTo(60);

        joined("ines", "c2", "09:41");
        assertThat(register("12:00").length()).as("somebody was there").isEqualTo(Duration.ofMinutes(80));
    }

    private void started(String run, String time) {
        heard.add(Fact.of(Kind.STARTED, run, at(time)));
    }

    private void ended(String run, String time) {
        heard.add(Fact.of(Kind.ENDED, run, at(time)));
    }

    private void joined(String who, String connection, String time) {
        said(Kind.JOINED, RUN, time, who, connection);
    }

    private void left(String who, String connection, String time) {
        said(Kind.LEFT, RUN, time, who, connection);
    }

    private void said(Kind kind, String run, String time, String who, String connection) {
        heard.add(person(kind, run, at(time), who, connection));
    }

    private static Fact person(Kind kind, String run, Instant at, String who, String connection) {
        return new Fact(kind, run, at, null, connection, who, null, null, null);
    }

    private long minutes(String who) {
        return there(who).length().toMinutes();
    }

    private Presence there(String who) {
        return Objects.requireNonNull(register("12:00").people().get(new Person.Stranger(key(who))));
    }

    private Register register(String now) {
        return Register.of(
                new HashSet<>(heard), identity -> new Person.Stranger(identity.key()), span("10:00", "11:00"), at(now));
    }

    private static Identity.Key key(@Nullable String customerKey) {
        return new Identity.Key("key:" + customerKey, false);
    }

    private static Span span(String from, String to) {
        return new Span(at(from), at(to));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-20T" + time + ":00Z");
    }
}
