package app.rapport.render.splice;

/** A sound of which parts can be read; times are counted in samples of one channel. */
interface Track {
    int channels();

    long length();

    /** This part; what lies before the start or after the end is silence. */
    Sound between(long from, long to);
}
