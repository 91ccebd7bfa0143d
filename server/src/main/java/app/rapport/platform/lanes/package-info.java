/**
 * Delivery to the outside: each destination is a lane of its own, worked by one node at a time, at least once, in order where
 * asked, with every attempt on record. One slow destination never slows another.
 */
@NullMarked
@NamedInterface("lanes")
package app.rapport.platform.lanes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
