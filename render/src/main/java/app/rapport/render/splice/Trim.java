package app.rapport.render.splice;

import java.util.Arrays;

/** Cuts silence off both ends of a clip; what is silent depends on the loudest moment and on the noise of the clip. */
final class Trim {
    private static final int BLOCK = Sound.RATE / 200;
    private static final int KEPT_BEFORE = Sound.RATE / 100;
    private static final int KEPT_AFTER = Sound.RATE * 3 / 100;
    private static final double NEVER_HEARD = 1e-8;

    private Trim() {}

    /** Nothing is left of a clip that is silent throughout. */
    static Sound silence(Sound clip) {
        var powers = new double[(int) (clip.length() / BLOCK)];
        for (var i = 0; i < powers.length; i++) {
            powers[i] = clip.between((long) i * BLOCK, (long) (i + 1) * BLOCK).power();
        }
        var threshold = threshold(powers);
        var first = 0;
        while (first < powers.length && powers[first] <= threshold) {
            first++;
        }
        if (first == powers.length) {
            return Sound.silence(clip.channels(), 0);
        }
        var last = powers.length - 1;
        while (powers[last] <= threshold) {
            last--;
        }
        return clip.between(
                Math.max(0, (long) first * BLOCK - KEPT_BEFORE),
                Math.min(clip.length(), (long) (last + 1) * BLOCK + KEPT_AFTER));
    }

    private static double threshold(double[] powers) {
        if (powers.length == 0) {
            return NEVER_HEARD;
        }
        var sorted = powers.clone();
        Arrays.sort(sorted);
        var loudest = sorted[sorted.length - 1];
        var noise = sorted[sorted.length / 10];
        // 40 dB below the loudest, or 8 dB above the noise; but a loud clip without a pause is no noise.
        return Math.max(NEVER_HEARD, Math.max(loudest * 1e-4, Math.min(noise * 6.3, loudest * 1e-2)));
    }
}
