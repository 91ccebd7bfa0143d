package app.rapport.render.splice;

/**
 * Makes speech a little longer or shorter at the same pitch.
 *
 * <p>Pieces of 30 ms are laid over each other at the new pace, each shifted to where it best continues the one before.
 * Within a tenth of the pace this cannot be heard, and it needs no process of its own.
 */
final class Tempo {
    private static final int HOP = Sound.RATE * 15 / 1000;
    private static final int REACH = Sound.RATE / 100;
    private static final int COARSE = 6;

    private Tempo() {}

    /** The sound, this many samples long. */
    static Sound stretched(Sound sound, int wanted) {
        if (wanted == sound.length()) {
            return sound;
        }
        var ratio = (double) sound.length() / wanted;
        var middle = middle(sound);
        var result = Sound.silence(sound.channels(), wanted);
        var last = 0;
        for (var at = 0; at < wanted; at += HOP) {
            var from = at == 0 ? 0 : continuing(middle, last + HOP, (int) Math.round(at * ratio));
            overlay(sound, from, result, at);
            last = from;
        }
        return result;
    }

    /** Where near the wanted place the sound is most like what would naturally follow. */
    private static int continuing(float[] middle, int natural, int wanted) {
        var best = wanted;
        var most = Double.NEGATIVE_INFINITY;
        for (var candidate = wanted - REACH; candidate <= wanted + REACH; candidate += COARSE) {
            var likeness = likeness(middle, natural, candidate);
            if (likeness > most) {
                most = likeness;
                best = candidate;
            }
        }
        var around = best;
        for (var candidate = around - COARSE + 1; candidate < around + COARSE; candidate++) {
            var likeness = likeness(middle, natural, candidate);
            if (likeness > most) {
                most = likeness;
                best = candidate;
            }
        }
        return best;
    }

    private static double likeness(float[] middle, int one, int other) {
        var product = 0.0;
        var energy = 1e-9;
        for (var i = 0; i < HOP; i += 2) {
            var theirs = at(middle, other + i);
            product += at(middle, one + i) * theirs;
            energy += theirs * theirs;
        }
        return product / Math.sqrt(energy);
    }

    private static double at(float[] middle, int index) {
        return index < 0 || index >= middle.length ? 0 : middle[index];
    }

    /** The second half of each piece fades while the first half of the next one rises; the two add up to one. */
    private static void overlay(Sound sound, int from, Sound result, int at) {
        var channels = sound.channels();
        var piece = sound.between(from, from + 2L * HOP).samples();
        var room = Math.min(2 * HOP, (int) result.length() - at);
        for (var i = 0; i < room; i++) {
            var window = at == 0 && i < HOP ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / HOP);
            for (var channel = 0; channel < channels; channel++) {
                result.samples()[(at + i) * channels + channel] += (float) (window * piece[i * channels + channel]);
            }
        }
    }

    private static float[] middle(Sound sound) {
        var middle = new float[(int) sound.length()];
        for (var i = 0; i < middle.length; i++) {
            middle[i] = sound.middle(i);
        }
        return middle;
    }
}
