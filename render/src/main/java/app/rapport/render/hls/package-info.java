/** Playlists, computed from a ladder and what is personal. */
@NullMarked
package app.rapport.render.hls;

import org.jspecify.annotations.NullMarked;
