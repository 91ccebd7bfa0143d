/**
 * Simulated providers: what Rapport talks to in tests and demos instead of the real thing.
 *
 * <p>{@link app.rapport.sandbox.Sandbox} is the way in. Each provider is one nested package that keeps its own records,
 * hands out its own tokens, refuses what the real one refuses and writes down every request it got.
 */
@NullMarked
package app.rapport.sandbox;

import org.jspecify.annotations.NullMarked;
