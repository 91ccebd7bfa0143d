/**
 * One base video, a personal one for every person: only what differs is encoded.
 *
 * <p>{@link app.rapport.render.Engine} is the way in. A base video becomes a {@link app.rapport.render.Ladder} once; a
 * person's {@link app.rapport.render.PersonalVideo} names the few segments that are that person's own. Playlists
 * ({@link app.rapport.render.hls.Playlists}) and the MP4 ({@link app.rapport.render.mp4.VirtualMp4}) are computed from
 * both. No Spring, no database: bytes go to files and to a {@link app.rapport.render.SegmentStore}.
 */
@NullMarked
package app.rapport.render;

import org.jspecify.annotations.NullMarked;
