/** Drives the sandbox over HTTP, as Rapport does. */
@NullMarked
package app.rapport.sandbox;

import org.jspecify.annotations.NullMarked;
