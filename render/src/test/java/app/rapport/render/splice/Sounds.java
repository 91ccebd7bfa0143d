package app.rapport.render.splice;

import java.util.Random;

/** Made-up sounds that behave like speech: syllables of many harmonics with pauses between them, in a quiet room. */
final class Sounds {
    private Sounds() {}

    static Sound speech(long seed, double seconds, int channels, double level) {
        var random = new Random(seed);
        var length = (int) Math.round(seconds * Sound.RATE);
        var sound = Sound.silence(channels, length);
        for (var at = 0; at < length; ) {
            var syllable = (int) (Sound.RATE * (0.12 + 0.2 * random.nextDouble()));
            syllable(
                    sound,
                    at,
                    syllable,
                    90 + 90 * random.nextDouble(),
                    level * (0.6 + 0.6 * random.nextDouble()),
                    random);
            var pause = random.nextInt(6) == 0 ? 0.3 : 0.03;
            at += syllable + (int) (Sound.RATE * pause * random.nextDouble());
        }
        return plus(sound, noise(seed + 1, length, channels, level / 300));
    }

    private static void syllable(Sound sound, int from, int length, double pitch, double level, Random random) {
        var colour = 400 + 1600 * random.nextDouble();
        var harmonics = (int) (6000 / pitch);
        var strength = new double[harmonics];
        var power = 0.0;
        for (var h = 0; h < harmonics; h++) {
            var away = ((h + 1) * pitch - colour) / 500;
            strength[h] = (Math.exp(-away * away) + 1.0 / (h + 1)) / (h + 3);
            power += strength[h] * strength[h] / 2;
        }
        var end = Math.min(sound.length(), from + length);
        for (var i = from; i < end; i++) {
            var along = (double) (i - from) / length;
            var envelope = Math.sqrt(Math.sin(Math.PI * along));
            var phase = 2 * Math.PI * pitch * (1 + 0.05 * along) * (i - from) / Sound.RATE;
            var value = 0.0;
            for (var h = 0; h < harmonics; h++) {
                value += strength[h] * Math.sin(phase * (h + 1));
            }
            for (var channel = 0; channel < sound.channels(); channel++) {
                sound.samples()[i * sound.channels() + channel] +=
                        (float) (level / Math.sqrt(power) * envelope * value * (1 - 0.1 * channel));
            }
        }
    }

    static Sound noise(long seed, long length, int channels, double level) {
        var random = new Random(seed);
        var noise = Sound.silence(channels, length);
        for (var i = 0; i < noise.samples().length; i++) {
            noise.samples()[i] = (float) (level * random.nextGaussian());
        }
        return noise;
    }

    static Sound tone(double hertz, double seconds, double level) {
        var tone = Sound.silence(1, Math.round(seconds * Sound.RATE));
        for (var i = 0; i < tone.length(); i++) {
            tone.samples()[i] = (float) (level * Math.sin(2 * Math.PI * hertz * i / Sound.RATE));
        }
        return tone;
    }

    static Sound joined(Sound... parts) {
        var length = 0L;
        for (var part : parts) {
            length += part.length();
        }
        var all = Sound.silence(parts[0].channels(), length);
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part.samples(), 0, all.samples(), at, part.samples().length);
            at += part.samples().length;
        }
        return all;
    }

    private static Sound plus(Sound one, Sound other) {
        for (var i = 0; i < one.samples().length; i++) {
            one.samples()[i] += other.samples()[i];
        }
        return one;
    }
}
