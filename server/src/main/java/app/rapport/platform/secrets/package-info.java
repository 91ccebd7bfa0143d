/** Secrets at rest: sealed under a data key per organisation, which the master key wraps. */
@NullMarked
@NamedInterface("secrets")
package app.rapport.platform.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
