package app.rapport.videos;

import app.rapport.platform.Public;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What viewers' pages report, from whoever may be one of our own. */
@RestController
class BeaconController {
    static final String PATH = "/api/video-events";

    private final BeaconDoor door;

    BeaconController(BeaconDoor door) {
        this.door = door;
    }

    /** Answers once it is on record. To report the same again, by view and number, is harmless. */
    @Public
    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            requestBody =
                    @RequestBody(
                            required = true,
                            description = "JSON, also as text/plain, which is what a page sends that is being closed.",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = Beacon.class)),
                                @Content(
                                        mediaType = MediaType.TEXT_PLAIN_VALUE,
                                        schema = @Schema(implementation = Beacon.class))
                            }))
    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        door.take(request, response);
    }
}
