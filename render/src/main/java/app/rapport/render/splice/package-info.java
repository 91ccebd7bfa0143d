/**
 * Puts a spoken clip into a slot of a video's sound, and encodes again only the audio segments that this touches.
 *
 * <p>All of it works on samples at 48 kHz; {@link app.rapport.render.splice.Splicer} is the way in and
 * {@link app.rapport.render.splice.OwnAudio} makes the frames to publish.
 */
@NullMarked
package app.rapport.render.splice;

import org.jspecify.annotations.NullMarked;
