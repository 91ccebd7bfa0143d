@NullMarked
package app.rapport.platform.lanes;

import org.jspecify.annotations.NullMarked;
