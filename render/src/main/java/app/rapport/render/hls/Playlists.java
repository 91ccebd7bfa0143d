package app.rapport.render.hls;

import app.rapport.render.Ladder;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Rendition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The playlists of one person's video, as text. Nothing of them is stored: they follow from ladder and own segments. */
public final class Playlists {
    private Playlists() {}

    /** Names the addresses in playlists, relative to the playlist or absolute. */
    public interface Addresses {
        /** Of a rendition's own playlist, within the master. */
        String playlist(Rendition rendition);

        /** Of a rendition's initialisation. */
        Location init(Rendition rendition);

        /** Of a segment everybody shares. */
        Location shared(Rendition rendition, int index);

        /** Of a person's own segment. */
        Location own(Rendition rendition, PersonalVideo.Own own);
    }

    /** An address, and the stretch of what is there when it is not the whole. */
    public record Location(String uri, @Nullable Range range) {
        /** All of what is there. */
        public static Location of(String uri) {
            return new Location(uri, null);
        }

        /** A stretch of it. */
        public static Location of(String uri, long offset, long bytes) {
            return new Location(uri, new Range(offset, bytes));
        }
    }

    /** A stretch of bytes. */
    public record Range(long offset, long bytes) {}

    /** The multivariant playlist: all qualities with the one sound. */
    public static String master(Ladder ladder, PersonalVideo personal, Addresses addresses) {
        var sound = ladder.sound();
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        text.append(
                        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"sound\",NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES,CHANNELS=\"2\",URI=\"")
                .append(addresses.playlist(sound))
                .append("\"\n");
        for (var quality : ladder.video()) {
            text.append(String.format(
                    Locale.ROOT,
                    "#EXT-X-STREAM-INF:BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s,%s\",RESOLUTION=%dx%d,FRAME-RATE=%d.000,AUDIO=\"sound\"%n",
                    peak(quality, personal) + peak(sound, personal),
                    average(quality, personal) + average(sound, personal),
                    quality.codecs(),
                    sound.codecs(),
                    quality.width(),
                    quality.height(),
                    Ladder.RATE));
            text.append(addresses.playlist(quality)).append('\n');
        }
        return text.toString();
    }

    /** The playlist of one rendition: shared segments, and the person's own in their places. */
    public static String media(Rendition rendition, PersonalVideo personal, Addresses addresses) {
        double longest = 0;
        for (var segment : rendition.segments()) {
            longest = Math.max(longest, segment.duration() / (double) rendition.timescale());
        }
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:")
                .append(Math.max(1, Math.round(longest)))
                .append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        var init = addresses.init(rendition);
        text.append("#EXT-X-MAP:URI=\"").append(init.uri()).append('"');
        if (init.range() != null) {
            text.append(",BYTERANGE=\"").append(range(init.range())).append('"');
        }
        text.append('\n');
        for (int i = 0; i < rendition.segments().size(); i++) {
            var own = personal.own(rendition.name(), i);
            var location = own.isPresent() ? addresses.own(rendition, own.get()) : addresses.shared(rendition, i);
            text.append(String.format(
                    Locale.ROOT,
                    "#EXTINF:%.6f,%n",
                    rendition.segments().get(i).duration() / (double) rendition.timescale()));
            if (location.range() != null) {
                text.append("#EXT-X-BYTERANGE:").append(range(location.range())).append('\n');
            }
            text.append(location.uri()).append('\n');
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private static String range(Range range) {
        return range.bytes() + "@" + range.offset();
    }

    private static long peak(Rendition rendition, PersonalVideo personal) {
        long peak = 0;
        for (int i = 0; i < rendition.segments().size(); i++) {
            var segment = rendition.segments().get(i);
            long bytes = bytes(rendition, personal, i);
            peak = Math.max(peak, bytes * 8 * rendition.timescale() / Math.max(1, segment.duration()));
        }
        return peak;
    }

    private static long average(Rendition rendition, PersonalVideo personal) {
        long bytes = 0;
        long ticks = 0;
        for (int i = 0; i < rendition.segments().size(); i++) {
            bytes += bytes(rendition, personal, i);
            ticks += rendition.segments().get(i).duration();
        }
        return bytes * 8 * rendition.timescale() / Math.max(1, ticks);
    }

    private static long bytes(Rendition rendition, PersonalVideo personal, int index) {
        return personal.own(rendition.name(), index)
                .map(PersonalVideo.Own::bytes)
                .orElse(rendition.segments().get(index).bytes());
    }
}
