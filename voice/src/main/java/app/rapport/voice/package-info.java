/** Speech without any service: English, robotic, and labelled as such. */
@NullMarked
package app.rapport.voice;

import org.jspecify.annotations.NullMarked;
