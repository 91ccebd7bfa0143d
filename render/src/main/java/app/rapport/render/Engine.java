package app.rapport.render;

import app.rapport.render.ladder.Encoder;
import app.rapport.render.ladder.LadderMaker;
import app.rapport.render.ladder.LadderMover;
import app.rapport.render.overlay.Painter;
import app.rapport.render.person.Personal;
import app.rapport.render.splice.AacSplicer;
import app.rapport.render.tool.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The engine: a base video in, its ladder out; a ladder and one person's values in, that person's own segments out. */
public final class Engine {
    private final Tools tools;
    private final Encoder encoder;
    private final Path scratch;
    private final Personal personal;

    /** With these tools; finished parts wait in the scratch folder. */
    public Engine(Tools tools, Encoder encoder, Path scratch) {
        this(tools, encoder, scratch, new AacSplicer(tools, encoder));
    }

    /**
     * With another splicer.
     *
     * @param scratch folder for what is not finished
     * @param splicer puts spoken words into the sound
     */
    public Engine(Tools tools, Encoder encoder, Path scratch, SoundSplicer splicer) {
        this.tools = tools;
        this.encoder = encoder;
        this.scratch = scratch;
        this.personal = new Personal(tools, encoder, new Painter(), splicer);
    }

    /**
     * Makes the ladder of an upload, which is also the check that it can be decoded from its first to its last frame.
     *
     * @param name what the files in the folder begin with: {@code video} gives {@code video_720p.mp4}
     */
    public Ladder prepare(Path base, List<Point> points, Path folder, String name, Watch watch)
            throws IOException, InterruptedException, Refused {
        return new LadderMaker(tools, encoder).make(base, points, folder, name, watch);
    }

    /**
     * Cuts a ladder anew for points that were moved; only what is around them is encoded. The same ladder when no cut
     * changes. The new files stand beside the old ones in the folder, under another name; the sound is shared.
     */
    public Ladder move(Ladder ladder, Path base, List<Point> points, Path folder, String name, Watch watch)
            throws IOException, InterruptedException {
        return new LadderMover(tools, encoder).move(ladder, base, points, folder, name, watch);
    }

    /** Whether a ladder is cut where these points want it. */
    public static boolean fits(Ladder ladder, List<Point> points) {
        return LadderMover.fits(ladder, points);
    }

    /** Whether a ladder was made by this encoder: another one's own segments would not fit it. */
    public boolean made(Ladder ladder) {
        return encoder.fingerprint(tools).equals(ladder.parameters());
    }

    /** Makes one person's own segments; what others have made already is taken from the store. */
    public PersonalVideo personal(Order order, SegmentStore store, Speech speech, Watch watch)
            throws IOException, InterruptedException, Refused {
        return personal.make(order, store, speech, scratch, watch);
    }

    /** Posters, previews and waveforms. */
    public Stills stills() {
        return new Stills(tools);
    }
}
