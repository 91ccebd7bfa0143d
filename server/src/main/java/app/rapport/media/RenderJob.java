package app.rapport.media;

import app.rapport.platform.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work as its worker holds it.
 *
 * @param fence grows with each lease: who holds an older one has lost the job
 * @param attempt counts from one
 */
record RenderJob(
        UUID id,
        OrganizationId organization,
        Kind kind,
        UUID video,
        @Nullable UUID personal,
        long fence,
        int attempt) {

    enum Kind {
        LADDER,
        /** Cuts a base video anew where its points moved. */
        ADJUST,
        PERSONAL,
        PREVIEW;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Before everything else: somebody looks at the page and waits. */
    static final int AT_ONCE = 100;

    /** A base video: until it is there nothing personal can be made. */
    static final int SOON = 50;

    static final int USUAL = 0;
}
