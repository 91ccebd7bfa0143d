/** Reads and writes the boxes of MP4 files and fragments. */
@NullMarked
package app.rapport.render.mp4;

import org.jspecify.annotations.NullMarked;
