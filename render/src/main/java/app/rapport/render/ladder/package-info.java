/** Encodes one base video in its qualities, cut at the borders of what is personal. */
@NullMarked
package app.rapport.render.ladder;

import org.jspecify.annotations.NullMarked;
