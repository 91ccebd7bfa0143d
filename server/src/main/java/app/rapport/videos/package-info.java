/**
 * Videos, whoever plays them: links for people to watch them by, and the record of what was really watched.
 *
 * <p>Others read {@link app.rapport.videos.Videos} and hear that somebody watched.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: jobs",
            "platform :: secrets",
            "identity",
            "audit",
            "messages",
            "webhooks",
            "media",
            "customers"
        })
package app.rapport.videos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
