package app.rapport.training.zoom;

import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reports over Zoom's API. */
@Component
class ReportsAtZoom implements ZoomReports {
    private final ZoomApi api;

    ReportsAtZoom(ZoomApi api) {
        this.api = api;
    }

    @Override
    public List<Run> runs(String meetingId) throws ZoomFailed {
        JsonNode instances;
        try {
            instances = api.get("/past_meetings/" + ZoomApi.part(meetingId) + "/instances", Weight.MEDIUM)
                    .path("meetings");
        } catch (ZoomFailed failed) {
            if (failed.reason() == Reason.NOT_FOUND) {
                return List.of(); // never held, or not over yet
            }
            throw failed;
        }
        var runs = new ArrayList<Run>();
        for (var instance : instances) {
            var uuid = instance.path("uuid").asString("");
            var run = api.get("/past_meetings/" + ZoomApi.uuid(uuid), Weight.LIGHT);
            var start = instant(run, "start_time");
            var end = instant(run, "end_time");
            if (start != null && end != null) {
                runs.add(new Run(uuid, start, end));
            }
        }
        return runs;
    }

    @Override
    public List<Stay> stays(String meetingUuid) throws ZoomFailed {
        try {
            return stays("/report/meetings/", meetingUuid, Weight.HEAVY);
        } catch (ZoomFailed failed) {
            if (failed.reason() != Reason.REFUSED && failed.reason() != Reason.CREDENTIALS) {
                throw failed;
            }
            // Reports are for paid plans; what others may see knows no customer keys.
            return stays("/past_meetings/", meetingUuid, Weight.MEDIUM);
        }
    }

    private List<Stay> stays(String below, String uuid, Weight weight) throws ZoomFailed {
        var stays = new ArrayList<Stay>();
        for (var next = ""; ; ) {
            var page = api.get(
                    below + ZoomApi.uuid(uuid) + "/participants?page_size=300"
                            + (next.isEmpty() ? "" : "&next_page_token=" + ZoomApi.part(next)),
                    weight);
            for (var row : page.path("participants")) {
                var stay = stay(row);
                if (stay != null) {
                    stays.add(stay);
                }
            }
            next = page.path("next_page_token").asString("");
            if (next.isEmpty()) {
                return stays;
            }
        }
    }

    private static @Nullable Stay stay(JsonNode row) {
        var joined = instant(row, "join_time");
        var left = instant(row, "leave_time");
        // A row of the waiting room tells of no presence.
        if (joined == null || row.path("status").asString("").equals("in_waiting_room")) {
            return null;
        }
        var zoomUser = text(row, "participant_user_id");
        return new Stay(
                row.path("user_id").asString(""),
                text(row, "customer_key"),
                zoomUser == null ? text(row, "id") : zoomUser,
                text(row, "user_email"),
                text(row, "name"),
                joined,
                left == null ? joined.plusSeconds(row.path("duration").asLong(0)) : left);
    }

    private static @Nullable String text(JsonNode row, String name) {
        var text = row.path(name).asString("");
        return text.isBlank() ? null : text.strip();
    }

    private static @Nullable Instant instant(JsonNode row, String name) {
        try {
            return OffsetDateTime.parse(row.path(name).asString("")).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
