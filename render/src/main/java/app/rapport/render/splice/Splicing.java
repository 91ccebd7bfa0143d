package app.rapport.render.splice;

import java.util.List;

/** What became of an attempt to put clips into a sound. */
sealed interface Splicing {
    /**
     * The whole sound with the clips in their slots.
     *
     * @param changed where it differs from the base; all else is the base, sample by sample
     */
    record Spliced(Track sound, List<Span> changed, List<Fit> fits) implements Splicing {}

    /** How one clip came into its slot: played this much faster, this much louder, with room tone after it. */
    record Fit(double tempo, double gain, double roomToneSeconds) {}

    /** Refused: spoken, the name is longer than its slot even at the quickest pace that sounds natural. */
    record NameTooLong(Span slot, double spokenSeconds) implements Splicing {
        static final String CODE = "name_too_long";
    }

    /** Refused: the clip holds nothing but silence. */
    record NothingSaid(Span slot) implements Splicing {
        static final String CODE = "nothing_said";
    }
}
