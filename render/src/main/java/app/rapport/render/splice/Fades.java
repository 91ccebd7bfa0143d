package app.rapport.render.splice;

/** Crossfades of equal power: what goes and what comes are different sounds, so their energies add up. */
final class Fades {
    private Fades() {}

    /** Lets the replacement grow out of the base at its start and back into it at its end, within its own length. */
    static void into(Sound base, Sound replacement) {
        var length = (int) replacement.length();
        var channels = replacement.channels();
        for (var i = 0; i < Splicer.CROSSFADE; i++) {
            var comes = rise(i);
            var goes = rise(Splicer.CROSSFADE - 1 - i);
            for (var channel = 0; channel < channels; channel++) {
                var atStart = i * channels + channel;
                var atEnd = (length - 1 - i) * channels + channel;
                replacement.samples()[atStart] =
                        goes * base.samples()[atStart] + comes * replacement.samples()[atStart];
                replacement.samples()[atEnd] =
                        goes * base.samples()[atEnd] + comes * replacement.samples()[atEnd];
            }
        }
    }

    /** Lets a sound fade at its end. */
    static void out(Sound sound) {
        var channels = sound.channels();
        var length = (int) sound.length();
        for (var i = 0; i < Math.min(Splicer.CROSSFADE, length); i++) {
            for (var channel = 0; channel < channels; channel++) {
                sound.samples()[(length - 1 - i) * channels + channel] *= rise(i);
            }
        }
    }

    static float rise(int step) {
        return (float) Math.sin(Math.PI / 2 * (step + 0.5) / Splicer.CROSSFADE);
    }
}
