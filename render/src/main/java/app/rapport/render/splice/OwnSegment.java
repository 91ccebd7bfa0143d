package app.rapport.render.splice;

import java.util.List;

/** A person's own audio segment: its place among the ladder's, and its bare AAC frames. */
record OwnSegment(int index, List<byte[]> frames) {}
