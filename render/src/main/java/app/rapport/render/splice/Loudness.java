package app.rapport.render.splice;

import java.util.Arrays;

/**
 * How loud speech is, as K-weighted power.
 *
 * <p>Only voiced blocks count: in a name of half a second the pauses would otherwise decide.
 */
final class Loudness {
    private static final int BLOCK = Sound.RATE / 20;
    private static final double VOICED = 0.03; // 15 dB below the loudest block
    private static final double AUDIBLE = 1e-5; // about -50 LUFS
    private static final int FEWEST_BLOCKS = 6;
    /** What speech over silence is brought to: -20 LUFS. */
    static final double USUAL = Math.pow(10, (-20 + 0.691) / 10);

    private static final long NEAR = Sound.RATE * 3 / 2;
    /** As far as is looked for speech, or for a quiet moment. */
    static final long FAR = Sound.RATE * 10L;

    private static final double MOST_GAIN = 4; // 12 dB
    private static final double HIGHEST_PEAK = Math.pow(10, -1.0 / 20);

    private Loudness() {}

    /** Of the three seconds around the slot, or further out where these hold no speech. */
    static double ofSpeechAround(Track base, Span slot) {
        for (var reach : new long[] {NEAR, FAR}) {
            var before = base.between(Math.max(0, slot.from() - reach), slot.from());
            var after = base.between(slot.to(), Math.min(base.length(), slot.to() + reach));
            var blocks = concatenated(blocks(before), blocks(after));
            var voiced = voiced(blocks);
            if (voiced.length >= FEWEST_BLOCKS) {
                return mean(voiced);
            }
        }
        return USUAL;
    }

    static double ofSpeech(Sound sound) {
        return mean(voiced(blocks(sound)));
    }

    static double power(Sound sound) {
        return KWeighting.weighted(sound).power() * sound.channels();
    }

    /** The factor that makes the clip as loud as this, kept within what sounds natural and does not clip. */
    static double gain(Sound clip, double target) {
        var loud = ofSpeech(clip);
        var wanted = loud == 0 ? MOST_GAIN : Math.sqrt(target / loud);
        return Math.min(Math.clamp(wanted, 1 / MOST_GAIN, MOST_GAIN), HIGHEST_PEAK / TruePeak.of(clip));
    }

    private static double[] blocks(Sound sound) {
        var weighted = KWeighting.weighted(sound);
        var blocks = new double[(int) (sound.length() / BLOCK)];
        for (var i = 0; i < blocks.length; i++) {
            blocks[i] =
                    weighted.between((long) i * BLOCK, (long) (i + 1) * BLOCK).power() * sound.channels();
        }
        return blocks;
    }

    private static double[] voiced(double[] blocks) {
        var loudest = Arrays.stream(blocks).max().orElse(0);
        return Arrays.stream(blocks)
                .filter(block -> block > AUDIBLE && block > loudest * VOICED)
                .toArray();
    }

    private static double mean(double[] powers) {
        return Arrays.stream(powers).average().orElse(0);
    }

    private static double[] concatenated(double[] first, double[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
