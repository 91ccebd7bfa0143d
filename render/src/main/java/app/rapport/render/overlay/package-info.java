/** Draws what a personal overlay shows. */
@NullMarked
package app.rapport.render.overlay;

import org.jspecify.annotations.NullMarked;
