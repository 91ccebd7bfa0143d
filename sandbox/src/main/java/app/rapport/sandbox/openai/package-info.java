/** A simulated speech endpoint of the OpenAI form, as self-hosted servers offer it too. */
@NullMarked
package app.rapport.sandbox.openai;

import org.jspecify.annotations.NullMarked;
