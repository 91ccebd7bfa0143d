/**
 * Puts spoken words into slots of a video's sound, and encodes again only the audio segments that this touches.
 *
 * <p>All of it works on samples at 48 kHz. {@link app.rapport.render.splice.AacSplicer} is the way in.
 */
@NullMarked
package app.rapport.render.splice;

import org.jspecify.annotations.NullMarked;
