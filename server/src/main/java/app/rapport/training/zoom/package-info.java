/**
 * Zoom: the account's token, people and licences, meetings, reports, the meeting window's signatures, and the events Zoom
 * sends. Knows meetings and people of Zoom only, no session and no cohort.
 */
@NullMarked
package app.rapport.training.zoom;

import org.jspecify.annotations.NullMarked;
