/** How the web app leaves the process: its files, the headers that protect it, and a sign of life. */
@NullMarked
package app.rapport.platform.web;

import org.jspecify.annotations.NullMarked;
