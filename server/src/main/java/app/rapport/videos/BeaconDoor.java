package app.rapport.videos;

import app.rapport.platform.GroupCommit;
import app.rapport.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes in what a viewer's page reports, whatever type it says it is: size, form, commit. */
@Component
class BeaconDoor {
    private static final Logger log = LoggerFactory.getLogger(BeaconDoor.class);
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_WAIT_SECONDS = 10;

    private final BeaconDesk desk;
    private final JsonMapper json;

    BeaconDoor(BeaconDesk desk, JsonMapper json) {
        this.desk = desk;
        this.json = json;
    }

    /** It is on record when this returns. */
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var body = request.getContentLengthLong() > LARGEST
                ? new byte[LARGEST + 1]
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "A report may have 64 KB at most.");
        }
        var beacon = Beacon.read(json, body);
        try {
            desk.take(beacon, body.length, request).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (GroupCommit.Full | TimeoutException tooMuch) {
            throw busy(response);
        } catch (ExecutionException e) {
            log.warn("a report of a viewer's page could not be kept", e.getCause());
            throw busy(response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(response);
        }
        response.setStatus(HttpStatus.ACCEPTED.value());
    }

    private static Problem busy(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", "Rapport is busy. Send it again in a moment.");
    }
}
