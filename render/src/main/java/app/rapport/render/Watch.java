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
}
