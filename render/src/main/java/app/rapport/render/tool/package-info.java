/** Runs ffmpeg and ffprobe as separate programs, within limits. */
@NullMarked
package app.rapport.render.tool;

import org.jspecify.annotations.NullMarked;
