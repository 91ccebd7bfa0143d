package app.rapport.render;

/** Who follows a piece of work: hears how far it is and may call it off. */
public interface Watch {
    /** Follows nothing and never calls off. */
    Watch NONE = new Watch() {};

    /** The share that is done, 0 to 1. */
    default void progress(double share) {}

    /** Whether the work should stop; asked several times a second. */
    default boolean cancelled() {
        return false;
    }

    /** Follows a part of the work: its 0 to 1 is this one's {@code from} to {@code to}. */
    default Watch part(double from, double to) {
        var whole = this;
        return new Watch() {
            @Override
            public void progress(double share) {
                whole.progress(from + Math.clamp(share, 0, 1) * (to - from));
            }

            @Override
            public boolean cancelled() {
                return whole.cancelled();
            }
        };
    }
}
