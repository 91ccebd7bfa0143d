package app.rapport.crm.connector;

import app.rapport.platform.Wording;

/** Something a person should know about what is or will be written: it arrives, but not all of it, or not where one may look. */
public record Warning(String message, Wording words) {}
