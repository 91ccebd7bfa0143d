/** Programs that measure Rapport; each prints a table and writes its figures to {@code bench/out}. */
@NullMarked
package app.rapport.bench;

import org.jspecify.annotations.NullMarked;
