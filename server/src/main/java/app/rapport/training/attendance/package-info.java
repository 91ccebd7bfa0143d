/** Who was in a session and for how long: events as they were heard, the stints they come to, the report and its corrections. */
@NullMarked
package app.rapport.training.attendance;

import org.jspecify.annotations.NullMarked;
