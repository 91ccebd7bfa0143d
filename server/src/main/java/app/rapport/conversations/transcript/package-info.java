/**
 * Transcripts as people and meeting tools hand them over, read into turns of speakers.
 *
 * <p>Plain Java: no Spring, no database. {@code Transcripts} is the way in.
 */
@NullMarked
package app.rapport.conversations.transcript;

import org.jspecify.annotations.NullMarked;
