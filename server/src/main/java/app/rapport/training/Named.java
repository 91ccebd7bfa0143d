package app.rapport.training;

import java.util.UUID;

/** Something a page shows by its name and links to. */
record Named(UUID id, String name) {}
