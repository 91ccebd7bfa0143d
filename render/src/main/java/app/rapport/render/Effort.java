package app.rapport.render;

/** What a piece of work cost: seconds of processor time of the programs it spawned, and bytes it made. */
public record Effort(double cpuSeconds, long bytes) {
    /** Nothing. */
    public static final Effort NONE = new Effort(0, 0);

    /** Both together. */
    public Effort plus(Effort other) {
        return new Effort(cpuSeconds + other.cpuSeconds, bytes + other.bytes);
    }
}
