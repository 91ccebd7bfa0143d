package app.rapport.render.splice;

/** The highest value between the samples too, found at four times the rate. */
final class TruePeak {
    private static final int PHASES = 4;
    private static final int TAPS = 12;
    private static final double[][] FILTER = filter();

    private TruePeak() {}

    static double of(Sound sound) {
        var channels = sound.channels();
        var samples = sound.samples();
        var highest = 1e-9;
        for (var at = 0; at < samples.length; at++) {
            highest = Math.max(highest, Math.abs(samples[at]));
            for (var phase = 1; phase < PHASES; phase++) {
                var value = 0.0;
                for (var tap = 0; tap < TAPS; tap++) {
                    var index = at + (tap - TAPS / 2 + 1) * channels;
                    if (index >= 0 && index < samples.length) {
                        value += FILTER[phase][tap] * samples[index];
                    }
                }
                highest = Math.max(highest, Math.abs(value));
            }
        }
        return highest;
    }

    private static double[][] filter() {
        var filter = new double[PHASES][TAPS];
        for (var phase = 0; phase < PHASES; phase++) {
            for (var tap = 0; tap < TAPS; tap++) {
                var x = tap - TAPS / 2 + 1 - (double) phase / PHASES;
                var sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
                filter[phase][tap] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / (TAPS / 2.0 + 0.5)));
            }
        }
        return filter;
    }
}
