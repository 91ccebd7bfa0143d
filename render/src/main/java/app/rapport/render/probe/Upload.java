package app.rapport.render.probe;

import org.jspecify.annotations.Nullable;

/**
 * What an upload is, as far as the container and the first frames tell.
 *
 * @param format the demuxer that reads it: {@code mov} (MP4 and QuickTime) or {@code avi}
 * @param stream the index of the picture
 * @param sound whether there is any
 * @param width as it is seen: turned upright, square pixels
 * @param height as it is seen
 * @param hdr whether its brightness must be mapped to what every screen shows
 * @param halves in which order half pictures make up its pictures, such as {@code tt}; null when they are whole
 * @param start the container's own first second
 * @param seconds by the timestamps of its packets
 * @param declared what the container says of its length; 0 if it does not
 */
public record Upload(
        String format,
        int stream,
        boolean sound,
        int width,
        int height,
        boolean hdr,
        @Nullable String halves,
        double start,
        double seconds,
        double declared) {}
