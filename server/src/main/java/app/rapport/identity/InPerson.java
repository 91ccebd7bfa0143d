package app.rapport.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route about the person's own sign-in, which no API key may use. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface InPerson {}
