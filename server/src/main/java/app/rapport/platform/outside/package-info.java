/** Calling addresses that people entered, without being led to what is inside. */
@NullMarked
@NamedInterface("outside")
package app.rapport.platform.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
