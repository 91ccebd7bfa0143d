/** Codes, tokens, PKCE, refresh families and the consent page, as every OAuth provider of the sandbox needs them. */
@NullMarked
package app.rapport.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
