/** A Zoom account: people and licences, meetings and what happened in them, signed events, and a room to meet in. */
@NullMarked
package app.rapport.sandbox.zoom;

import org.jspecify.annotations.NullMarked;
