/** Says what an upload is, and refuses what cannot become a video, with the measured fact. */
@NullMarked
package app.rapport.render.probe;

import org.jspecify.annotations.NullMarked;
