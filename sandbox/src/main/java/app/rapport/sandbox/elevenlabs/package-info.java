/** A simulated ElevenLabs: voices, cloning from samples, and speech. */
@NullMarked
package app.rapport.sandbox.elevenlabs;

import org.jspecify.annotations.NullMarked;
