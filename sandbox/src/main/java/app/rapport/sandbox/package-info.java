/** Simulated providers, one package each: a library for tests and a program for demos. */
@NullMarked
package app.rapport.sandbox;

import org.jspecify.annotations.NullMarked;
