@NullMarked
package app.rapport.conversations.transcript;

import org.jspecify.annotations.NullMarked;
