package app.rapport.render.splice;

/** What shall be heard in place of the sound in this slot. */
record Insert(Span slot, Sound clip) {}
