/** CSV as spreadsheets open it. */
@NullMarked
@NamedInterface("csv")
package app.rapport.platform.csv;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
