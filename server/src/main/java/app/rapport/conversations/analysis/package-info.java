/**
 * What a talk comes to: its summary, what was learnt, and who promised what by when.
 *
 * <p>Plain Java: no Spring, no database, no network. {@link app.rapport.conversations.analysis.Analyst} is the promise.
 */
@NullMarked
package app.rapport.conversations.analysis;

import org.jspecify.annotations.NullMarked;
