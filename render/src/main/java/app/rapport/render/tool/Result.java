package app.rapport.render.tool;

import app.rapport.render.RenderFailed;
import java.util.List;

/**
 * How a run ended.
 *
 * @param exit the tool's own code; above 128 it was ended by a signal
 * @param log what it said: complaints first, then the last lines
 * @param cutShort whether it was ended because of a line it logged
 * @param cpuSeconds of the processor, user and system
 */
public record Result(int exit, byte[] output, List<String> log, boolean cutShort, double cpuSeconds) {
    static boolean isComplaint(String line) {
        return line.contains("[warning]")
                || line.contains("[error]")
                || line.contains("[fatal]")
                || line.contains("[panic]");
    }

    /** Warnings and worse. */
    public List<String> complaints() {
        return log.stream().filter(Result::isComplaint).toList();
    }

    /** Why it failed, in a form to pass on. */
    public RenderFailed failure() {
        var text = String.join("\n", log.subList(Math.max(0, log.size() - 40), log.size()));
        if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
            return new RenderFailed("disk_full", "The disk is full. Free some space and try again.", text);
        }
        if (text.contains("Cannot allocate memory")) {
            return new RenderFailed("renderer_out_of_memory", "The tool needed more memory than it may use.", text);
        }
        if (exit > 128) {
            return new RenderFailed("renderer_stopped", "The tool was ended by signal " + (exit - 128) + ".", text);
        }
        return new RenderFailed(
                "renderer_failed",
                "The tool failed (code " + exit + "): "
                        + complaints().stream().findFirst().orElse("it gave no reason"),
                text);
    }
}
