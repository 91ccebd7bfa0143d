@NullMarked
package app.rapport.conversations.analysis;

import org.jspecify.annotations.NullMarked;
