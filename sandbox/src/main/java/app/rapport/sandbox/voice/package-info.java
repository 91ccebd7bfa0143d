/** Sounds like somebody speaking, for the simulated speech services. */
@NullMarked
package app.rapport.sandbox.voice;

import org.jspecify.annotations.NullMarked;
