package app.rapport.render.splice;

/** The weighting of ITU-R BS.1770 at 48 kHz: a shelf for the head, then a high pass. */
final class KWeighting {
    private static final double[] SHELF = {
        1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
    };
    private static final double[] HIGH_PASS = {1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621};

    private KWeighting() {}

    static Sound weighted(Sound sound) {
        var result = sound.samples().clone();
        for (var channel = 0; channel < sound.channels(); channel++) {
            filter(result, channel, sound.channels(), SHELF);
            filter(result, channel, sound.channels(), HIGH_PASS);
        }
        return new Sound(sound.channels(), result);
    }

    private static void filter(float[] samples, int first, int step, double[] by) {
        var before = 0.0;
        var beforeThat = 0.0;
        for (var i = first; i < samples.length; i += step) {
            var in = samples[i] - by[3] * before - by[4] * beforeThat;
            samples[i] = (float) (by[0] * in + by[1] * before + by[2] * beforeThat);
            beforeThat = before;
            before = in;
        }
    }
}
