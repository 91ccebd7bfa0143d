/** Plans and encodes what is one person's own. */
@NullMarked
package app.rapport.render.person;

import org.jspecify.annotations.NullMarked;
