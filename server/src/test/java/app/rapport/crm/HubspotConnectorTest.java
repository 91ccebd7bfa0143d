package app.rapport.crm;

import static app.rapport.crm.TalkDraft.like;
import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.Requirement;
import app.rapport.crm.connector.Draft;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@Requirement("H-03")
class HubspotConnectorTest extends CrmConnectorContract {
    HubspotConnectorTest() {
        super(HubspotUnderTest::new);
    }

    @Test
    @Requirement({"H-50", "H-52"})
    void aMeetingHasTimesOutcomeAndEscapedText() throws Exception {
        var talk =
                like(talk(place("john@acmecorp.com"))).titled("Review <b>&</b>").draft();
        var meeting = record("meetings", push(talk).getFirst().record().id()).path("properties");
        assertThat(meeting.path("hs_meeting_title").asString()).isEqualTo("Review <b>&</b>");
        assertThat(meeting.path("hs_meeting_outcome").asString()).isEqualTo("COMPLETED");
        var start = Instant.parse(meeting.path("hs_meeting_start_time").asString());
        var end = Instant.parse(meeting.path("hs_meeting_end_time").asString());
        assertThat(Instant.parse(meeting.path("hs_timestamp").asString()))
                .isEqualTo(start)
                .isEqualTo(TalkDraft.START);
        assertThat(Duration.between(start, end)).isEqualTo(talk.duration());
        assertThat(meeting.path("hs_meeting_body").asString())
                .contains("<li>Budget: 50,000 EUR</li>")
                .doesNotContain("<script");
    }

    @Test
    @Requirement("H-52")
    void aCallHasItsDurationInMilliseconds() throws Exception {
        var call = record(
                "calls",
                push(like(talk(place("john@acmecorp.com"))).asCall().draft())
                        .getFirst()
                        .record()
                        .id());
        assertThat(call.path("properties").path("hs_call_duration").asString()).isEqualTo("1801000");
        assertThat(call.path("properties").path("hs_call_status").asString()).isEqualTo("COMPLETED");
    }

    @Test
    @Requirement("H-51")
    void hangsOnContactCompanyAndDeal() throws Exception {
        var place = place("john@acmecorp.com");
        var meeting = record("meetings", push(talk(place)).getFirst().record().id());
        assertThat(meeting.toString())
                .contains("\"typeId\":200")
                .contains("\"typeId\":188")
                .contains("\"typeId\":212");
    }

    @Test
    void hangsOnAContactThatCameToBeKnownLater() throws Exception {
        var nowhere = new Draft.Place(null, null, null, null);
        var talk = talk(nowhere);
        var made = push(talk).getFirst();
        push(like(talk).movedTo(made.record(), place("john@acmecorp.com")));
        assertThat(record("meetings", made.record().id()).toString()).contains("\"typeId\":200");
    }
}
