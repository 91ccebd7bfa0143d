package app.rapport.crm.connector;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of trouble it is, which decides what happens next. */
public enum ErrorClass {
    /** Signed out there: everything waits for a reconnect. */
    AUTH,
    /** The content was refused; the same again will be refused again. */
    VALIDATION,
    /** Too many calls; later. */
    RATE,
    /** A record we linked to is gone. */
    NOT_FOUND,
    /** May well work the next time. */
    TRANSIENT,
    /** An admin has to change something, here or there. */
    CONFIGURATION;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
