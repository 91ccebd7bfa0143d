package app.rapport.render.splice;

/** What a room sounds like when nobody speaks: the quietest moment near a slot, as long as wanted. */
final class RoomTone {
    private static final int GRAIN = Sound.RATE * 15 / 100;
    private static final int STEP = Sound.RATE / 100;
    private static final long REACH = Sound.RATE * 5L;
    /** Where nobody ever pauses the quietest moment is still speech; it must not be heard as such. */
    private static final double BELOW_SPEECH = 0.003; // 25 dB

    private RoomTone() {}

    static Sound near(Track base, Span slot, double speech) {
        var grain = quietest(
                base.between(Math.max(0, slot.from() - REACH), slot.from()),
                base.between(slot.to(), Math.min(base.length(), slot.to() + REACH)));
        var loud = Loudness.power(grain);
        var most = speech * BELOW_SPEECH;
        return repeated(loud > most ? grain.louder(Math.sqrt(most / loud)) : grain, slot.length());
    }

    private static Sound quietest(Sound before, Sound after) {
        var best = Sound.silence(before.channels(), GRAIN);
        var least = Double.POSITIVE_INFINITY;
        for (var part : new Sound[] {before, after}) {
            var sums = runningEnergy(part);
            for (var at = 0; at + GRAIN <= part.length(); at += STEP) {
                var energy = sums[at + GRAIN] - sums[at];
                if (energy < least) {
                    least = energy;
                    best = part.between(at, at + GRAIN);
                }
            }
        }
        return best;
    }

    private static double[] runningEnergy(Sound sound) {
        var channels = sound.channels();
        var sums = new double[(int) sound.length() + 1];
        for (var i = 0; i < sound.length(); i++) {
            var energy = 0.0;
            for (var channel = 0; channel < channels; channel++) {
                double sample = sound.samples()[i * channels + channel];
                energy += sample * sample;
            }
            sums[i + 1] = sums[i] + energy;
        }
        return sums;
    }

    /** Forwards, backwards, forwards…: the joints fit by themselves and no beat is heard. */
    private static Sound repeated(Sound grain, long length) {
        var tone = Sound.silence(grain.channels(), length);
        var channels = grain.channels();
        for (var i = 0; i < length; i++) {
            var turn = i % (2 * GRAIN);
            var at = turn < GRAIN ? turn : 2 * GRAIN - 1 - turn;
            System.arraycopy(grain.samples(), at * channels, tone.samples(), i * channels, channels);
        }
        return tone;
    }
}
