/** Long work that a person waits for: queued, with progress, cancellable; and work on a schedule. */
@NullMarked
@NamedInterface("jobs")
package app.rapport.platform.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
