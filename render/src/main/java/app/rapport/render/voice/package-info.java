/** Voices that need no service: a program of this machine speaks, and says that it was a program. */
@NullMarked
package app.rapport.render.voice;

import org.jspecify.annotations.NullMarked;
