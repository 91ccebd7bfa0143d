package app.rapport.training.zoom;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Meetings in the installation's Zoom account. Calls Zoom: never inside a transaction. Paced and renewed as Zoom asks. */
public interface ZoomMeetings {
    /** Makes a meeting; asking twice makes two, so look with {@link #find} before asking again. */
    Meeting create(Wanted wanted) throws ZoomFailed;

    /** The meeting of this host that carries the marker, if an earlier request made it after all. */
    Optional<Meeting> find(String hostId, String marker) throws ZoomFailed;

    void change(String meetingId, Wanted wanted) throws ZoomFailed;

    /** Deletes it; one that is gone already is fine. */
    void delete(String meetingId) throws ZoomFailed;

    /** The address that opens the meeting as its host. A secret of two hours: never stored, never logged. */
    String startUrl(String meetingId) throws ZoomFailed;

    /** What makes a meeting window the host's: lives two hours. A secret. */
    String hostKey(String hostId) throws ZoomFailed;

    /** Whether Zoom says that the meeting runs now. */
    boolean running(String hostId, String meetingId) throws ZoomFailed;

    /**
     * @param hostId the Zoom user whose meeting it is
     * @param minutes planned length
     * @param marker our own words in the meeting's agenda by which we know it again
     * @param alternativeHosts e-mail addresses of other licensed people of the account
     */
    record Wanted(
            String hostId,
            String topic,
            Instant start,
            int minutes,
            ZoneId zone,
            String marker,
            List<String> alternativeHosts) {}

    /** @param id decimal digits */
    record Meeting(String id, String uuid, String joinUrl, String password) {}
}
