package app.rapport.training.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.rapport.Requirement;
import app.rapport.SandboxTest;
import app.rapport.sandbox.Fault;
import app.rapport.sandbox.Fault.Kind;
import app.rapport.sandbox.ZoomHandle;
import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomMeetings.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Meetings in the simulated account. */
@SandboxTest
class MeetingsTest {
    private static final Instant START = Instant.parse("2030-01-15T09:00:00Z");

    @Autowired
    ZoomBed bed;

    @Autowired
    ZoomMeetings meetings;

    @Autowired
    ZoomReports reports;

    @Autowired
    ZoomApi api;

    @Autowired
    JsonMapper json;

    private ZoomHandle zoom;
    private String host;

    @BeforeEach
    void asNew() {
        zoom = bed.asNew();
        host = user("sara@training.example");
    }

    private String user(String email) {
        return zoom.add("users", json.createObjectNode().put("email", email).put("type", 2))
                .path("id")
                .asString();
    }

    private Wanted wanted(String topic, String marker, String... others) {
        return new Wanted(host, topic, START, 90, ZoneId.of("Asia/Dubai"), marker, List.of(others));
    }

    @Test
    @Requirement({"Z-24", "Z-25", "Z-26", "Z-27"})
    void aMeetingIsMadeUnderItsHostWithAllThatWasWanted() throws Exception {
        user("omar@training.example");

        var made = meetings.create(wanted("Onboarding", "rapport:1", "omar@training.example"));

        var asked = ZoomBed.asked("POST", "/v2/users/.+/meetings").getFirst();
        assertThat(asked.path()).isEqualTo("/v2/users/" + host + "/meetings");
        assertThat(asked.problems()).isEmpty();
        var kept = zoom.records("meetings").getFirst();
        assertThat(kept.path("topic").asString()).isEqualTo("Onboarding");
        assertThat(kept.path("start_time").asString()).isEqualTo("2030-01-15T09:00:00Z");
        assertThat(kept.path("timezone").asString()).isEqualTo("Asia/Dubai");
        assertThat(kept.path("duration").asInt()).isEqualTo(90);
        assertThat(kept.path("settings").path("waiting_room").asBoolean()).isTrue();
        assertThat(kept.path("settings").path("alternative_hosts").asString()).isEqualTo("omar@training.example");
        assertThat(made.id()).isEqualTo(kept.path("id").asString()).matches("[0-9]{11}");
        assertThat(made.joinUrl()).startsWith("https://zoom.us/j/" + made.id());
        assertThat(made.password()).isNotEmpty();
    }

    @Test
    @Requirement("Z-70")
    void aMeetingIsChangedFoundByItsMarkerAndDeletedOnce() throws Exception {
        var made = meetings.create(wanted("Onboarding", "rapport:1"));
        meetings.change(made.id(), wanted("Second part", "rapport:1"));
        assertThat(meetings.find(host, "rapport:1")).contains(made);
        assertThat(meetings.find(host, "rapport:2")).isEmpty();
        assertThat(zoom.records("meetings").getFirst().path("topic").asString()).isEqualTo("Second part");
        assertThat(meetings.running(host, made.id())).isFalse();

        meetings.delete(made.id());
        meetings.delete(made.id());
        assertThat(zoom.records("meetings")).isEmpty();
    }

    @Test
    void theHostsKeyAndAddressAreAskedForWhenTheyAreNeeded() throws Exception {
        var made = meetings.create(wanted("Onboarding", "rapport:1"));
        assertThat(meetings.hostKey(host)).startsWith("zak.");
        assertThat(meetings.startUrl(made.id())).contains("zak=");
    }

    /** Whether it was made is unknown, so it is not asked for again: the caller looks first. */
    @Test
    void aMeetingWhoseAnswerIsLostIsUnclearAndCanBeFound() throws Exception {
        zoom.fails(Fault.next(Kind.DROP_AFTER_COMMIT).on("POST", "/meetings$"));

        assertThatThrownBy(() -> meetings.create(wanted("Onboarding", "rapport:1")))
                .isInstanceOfSatisfying(
                        ZoomFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.UNCLEAR));
        assertThat(meetings.find(host, "rapport:1")).isPresent();
        assertThat(zoom.records("meetings")).hasSize(1);
    }

    @Test
    @Requirement("Z-79")
    void aShortWaitZoomAsksForIsWaitedAndALongOneIsTheCallersInBothItsForms() throws Exception {
        zoom.fails(Fault.status(429).with("Retry-After", "1").on("POST", "/meetings$"));
        var started = System.nanoTime();
        meetings.create(wanted("Onboarding", "rapport:1"));
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));

        zoom.fails(Fault.status(429)
                .with("Retry-After", Instant.now().plusSeconds(3_600).toString())
                .on("GET", "/token$"));
        assertThatThrownBy(() -> meetings.hostKey(host)).isInstanceOfSatisfying(ZoomFailed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(Reason.BUSY);
            assertThat(failed.after()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        });
        // Quiet is kept without asking, and only by what weighs the same.
        assertThatThrownBy(() -> meetings.hostKey(host))
                .isInstanceOfSatisfying(
                        ZoomFailed.class, failed -> assertThat(failed.after()).isGreaterThan(Duration.ofMinutes(58)));
        assertThat(ZoomBed.asked("GET", ".*/token")).hasSize(1);
        assertThat(meetings.find(host, "rapport:9")).isEmpty();
    }

    @Test
    @Requirement("Z-79")
    void aWaitToldAsTheWebTellsDatesIsKeptToo() {
        var until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(600).atOffset(ZoneOffset.UTC));
        zoom.fails(Fault.status(429).with("Retry-After", until).on("GET", "/token$"));
        assertThatThrownBy(() -> meetings.hostKey(host))
                .isInstanceOfSatisfying(
                        ZoomFailed.class,
                        failed -> assertThat(failed.after()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11)));
    }

    @Test
    @Requirement("Z-79")
    void requestsOfAWeightKeepThePlansPace() throws Exception {
        var started = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 60; i++) {
                var ignored = callers.submit(() -> api.get("/users/summary", ZoomSettings.Weight.MEDIUM));
            }
        }
        // Sixty in a second is what the plan allows.
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(950));
        assertThat(ZoomBed.asked("GET", "/v2/users/summary"))
                .hasSize(60)
                .allSatisfy(one -> assertThat(one.status()).isEqualTo(200));
    }

    @Test
    @Requirement("Z-79")
    void oneHostsChangesGoOneAtATimeAndEndAtAHundredADay() throws Exception {
        zoom.fails(Fault.next(Kind.SLOW).delay(100).on("POST", "/meetings$").times(4));
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4; i++) {
                var marker = "rapport:" + i;
                var ignored = callers.submit(() -> meetings.create(wanted("Onboarding", marker)));
            }
        }
        var asked = ZoomBed.asked("POST", ".*/meetings");
        assertThat(asked).hasSize(4);
        for (var i = 1; i < asked.size(); i++) {
            var before = asked.get(i - 1);
            assertThat(asked.get(i).at())
                    .isAfterOrEqualTo(
                            before.at().plusNanos(before.micros() * 1_000).minusMillis(20));
        }

        bed.used(host, 100);
        assertThatThrownBy(() -> meetings.create(wanted("One more", "rapport:101")))
                .isInstanceOfSatisfying(ZoomFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.BUSY);
                    assertThat(Objects.requireNonNull(failed.after())).isLessThanOrEqualTo(Duration.ofDays(1));
                });
        assertThat(ZoomBed.asked("POST", ".*/meetings")).hasSize(4);
    }

    /** Zoom may know of changes that others made; older accounts hear of it with code 300. */
    @Test
    @Requirement("Z-79")
    void theHostsLimitToldByZoomIsKeptToo() {
        for (var code : List.of(429, 300)) {
            bed.asNew();
            host = user("sara@training.example");
            bed.set("{\"hostDaily\":0,\"hostDailyCode\":" + code + "}");
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(() -> meetings.create(wanted("Onboarding", "rapport:1")))
                        .isInstanceOfSatisfying(
                                ZoomFailed.class,
                                failed -> assertThat(failed.reason()).isEqualTo(Reason.BUSY));
            }
            assertThat(ZoomBed.asked("POST", ".*/meetings")).hasSize(1);
        }
    }

    @Test
    void whatZoomSaysIsWrongIsNotAskedAgain() {
        assertThatThrownBy(() -> meetings.create(wanted("x", "rapport:1", "nobody@training.example")))
                .isInstanceOfSatisfying(ZoomFailed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(failed.passing()).isFalse();
                });
        assertThat(ZoomBed.asked("POST", ".*/meetings")).hasSize(1);
    }

    @Test
    void aReportHasARowForEachConnectionOfEachRun() throws Exception {
        var made = meetings.create(wanted("Onboarding", "rapport:1"));
        assertThat(reports.runs(made.id())).isEmpty();
        zoom.act(made.id(), "start", "{\"at\":\"2030-01-15T09:00:00Z\",\"uuid\":\"/a//b==\"}");
        var first = zoom.act(
                made.id(), "join", "{\"customerKey\":\"key-1\",\"name\":\"ليلى\",\"at\":\"2030-01-15T09:01:00Z\"}");
        zoom.act(
                made.id(),
                "leave",
                "{\"participant\":\"%s\",\"at\":\"2030-01-15T09:11:00Z\"}"
                        .formatted(first.path("participant_uuid").asString()));
        zoom.act(made.id(), "join", "{\"customerKey\":\"key-1\",\"at\":\"2030-01-15T09:20:00Z\"}");
        zoom.act(made.id(), "end", "{\"at\":\"2030-01-15T09:50:00Z\"}");

        var runs = reports.runs(made.id());
        assertThat(runs)
                .singleElement()
                .isEqualTo(new ZoomReports.Run(
                        "/a//b==", Instant.parse("2030-01-15T09:00:00Z"), Instant.parse("2030-01-15T09:50:00Z")));
        var stays = reports.stays(runs.getFirst().uuid());
        assertThat(stays).hasSize(2).allSatisfy(stay -> {
            assertThat(stay.customerKey()).isEqualTo("key-1");
            assertThat(stay.email()).isNull();
        });
        assertThat(stays.getFirst().name()).isEqualTo("ليلى");
        assertThat(stays.getFirst().connection())
                .isEqualTo(first.path("user_id").asString());
        assertThat(Duration.between(stays.getLast().joinedAt(), stays.getLast().leftAt()))
                .isEqualTo(Duration.ofMinutes(30));
    }
}
