/**
 * Bytes of videos: uploads that can be resumed, the store that keeps them, the work that makes them playable, and the signed
 * links they are fetched by, and the voices that speak in them.
 *
 * <p>It knows a video by an id that others gave it, and nothing of its title, its customer or who watched it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "platform :: secrets",
            "platform :: outside",
            "identity",
            "audit",
            "messages"
        })
package app.rapport.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
