package app.rapport.training.zoom;

import app.rapport.training.zoom.ZoomFailed.Reason;
import app.rapport.training.zoom.ZoomSettings.Weight;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Meetings over Zoom's API. */
@Component
class MeetingsAtZoom implements ZoomMeetings {
    private static final Logger log = LoggerFactory.getLogger(MeetingsAtZoom.class);
    private static final int SCHEDULED = 2;
    private static final int NO_REGISTRATION = 2;
    private static final int LONGEST_TOPIC = 200;
    private static final int RUNNING = 3002;

    private final ZoomApi api;
    private final ZoomPace pace;

    MeetingsAtZoom(ZoomApi api, ZoomPace pace) {
        this.api = api;
        this.pace = pace;
    }

    @Override
    public Meeting create(Wanted wanted) throws ZoomFailed {
        var said = counted(
                wanted.hostId(),
                "POST",
                "/users/" + ZoomApi.part(wanted.hostId()) + "/meetings",
                body(wanted),
                Weight.MEDIUM);
        var meeting = meeting(said);
        if (!said.path("settings").path("waiting_room").asBoolean(true)) {
            log.warn("meeting {} has no waiting room: the Zoom account's own settings do not allow one", meeting.id());
        }
        return meeting;
    }

    private JsonNode counted(String host, String method, String path, Map<String, Object> body, Weight weight)
            throws ZoomFailed {
        pace.change(host);
        try {
            return api.change(host, method, path, body, weight);
        } catch (ZoomFailed failed) {
            throw failed.code() == ZoomFailed.HOST_SPENT ? pace.spent(host) : failed;
        }
    }

    private static Map<String, Object> body(Wanted wanted) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("waiting_room", true);
        settings.put("join_before_host", false);
        settings.put("approval_type", NO_REGISTRATION);
        settings.put("alternative_hosts", String.join(";", wanted.alternativeHosts()));
        settings.put("alternative_hosts_email_notification", false);
        var body = new LinkedHashMap<String, Object>();
        var topic = wanted.topic();
        body.put("topic", topic.length() > LONGEST_TOPIC ? topic.substring(0, LONGEST_TOPIC) : topic);
        body.put("type", SCHEDULED);
        body.put("start_time", wanted.start().truncatedTo(ChronoUnit.SECONDS).toString());
        body.put("duration", wanted.minutes());
        body.put("timezone", wanted.zone().getId());
        body.put("agenda", wanted.marker());
        body.put("settings", settings);
        return body;
    }

    private static Meeting meeting(JsonNode said) throws ZoomFailed {
        var id = said.path("id");
        if (!id.isIntegralNumber() && !id.isString()) {
            throw new ZoomFailed(Reason.UNCLEAR, "Zoom told no number of the meeting.", null, null);
        }
        return new Meeting(
                id.asString(""),
                said.path("uuid").asString(""),
                said.path("join_url").asString(""),
                said.path("password").asString(""));
    }

    @Override
    public Optional<Meeting> find(String hostId, String marker) throws ZoomFailed {
        // A list cuts long agendas and has no password, so what is found is asked for again.
        var found = inList(hostId, "scheduled", marker);
        return found == null ? Optional.empty() : Optional.of(meeting(read(found)));
    }

    /** The number of the meeting whose agenda has the words or whose number it is. */
    private @Nullable String inList(String hostId, String type, String wanted) throws ZoomFailed {
        for (var next = ""; ; ) {
            var page = api.get(
                    "/users/" + ZoomApi.part(hostId) + "/meetings?type=" + type + "&page_size=300"
                            + (next.isEmpty() ? "" : "&next_page_token=" + ZoomApi.part(next)),
                    Weight.MEDIUM);
            for (var meeting : page.path("meetings")) {
                var id = meeting.path("id").asString("");
                if (id.equals(wanted) || meeting.path("agenda").asString("").contains(wanted)) {
                    return id;
                }
            }
            next = page.path("next_page_token").asString("");
            if (next.isEmpty()) {
                return null;
            }
        }
    }

    private JsonNode read(String meetingId) throws ZoomFailed {
        return api.get("/meetings/" + ZoomApi.part(meetingId), Weight.LIGHT);
    }

    @Override
    public void change(String meetingId, Wanted wanted) throws ZoomFailed {
        counted(wanted.hostId(), "PATCH", "/meetings/" + ZoomApi.part(meetingId), body(wanted), Weight.LIGHT);
    }

    @Override
    public void delete(String meetingId) throws ZoomFailed {
        try {
            remove(meetingId);
        } catch (ZoomFailed failed) {
            if (failed.code() != RUNNING) {
                throw failed;
            }
            api.change(
                    meetingId,
                    "PUT",
                    "/meetings/" + ZoomApi.part(meetingId) + "/status",
                    Map.of("action", "end"),
                    Weight.LIGHT);
            remove(meetingId);
        }
    }

    private void remove(String meetingId) throws ZoomFailed {
        try {
            api.change(
                    meetingId,
                    "DELETE",
                    "/meetings/" + ZoomApi.part(meetingId) + "?schedule_for_reminder=false",
                    null,
                    Weight.LIGHT);
        } catch (ZoomFailed failed) {
            if (failed.reason() != Reason.NOT_FOUND) {
                throw failed;
            }
        }
    }

    @Override
    public String startUrl(String meetingId) throws ZoomFailed {
        return secret(read(meetingId), "start_url");
    }

    @Override
    public String hostKey(String hostId) throws ZoomFailed {
        return secret(api.get("/users/" + ZoomApi.part(hostId) + "/token?type=zak", Weight.LIGHT), "token");
    }

    private static String secret(JsonNode said, String name) throws ZoomFailed {
        var value = said.path(name).asString("");
        if (value.isEmpty()) {
            throw new ZoomFailed(Reason.UNCLEAR, "Zoom's answer has no " + name + ".", null, null);
        }
        return value;
    }

    @Override
    public boolean running(String hostId, String meetingId) throws ZoomFailed {
        return Objects.equals(inList(hostId, "live", meetingId), meetingId);
    }
}
