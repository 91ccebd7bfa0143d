package app.rapport.media;

import java.util.UUID;

/** Finds what was uploaded. */
public interface Uploads {
    /**
     * The caller's own upload, when all of it is there.
     *
     * @param reference its id, or the address it was uploaded to
     * @throws app.rapport.platform.Problem when there is no such upload, or it is not complete
     */
    Upload finished(String reference);

    record Upload(UUID id, String fileName, long bytes) {}
}
