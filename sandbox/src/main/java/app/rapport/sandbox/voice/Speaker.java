package app.rapport.sandbox.voice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Says a text in a made-up voice: vowels hum, consonants hiss, and a longer text takes longer. The same text sounds the same. */
public final class Speaker {
    private static final String VOWELS = "aeiouyAEIOUY\u0627\u0648\u064a";
    private static final double VOWEL = 0.11;
    private static final double CONSONANT = 0.055;
    private static final double PAUSE = 0.09;
    private static final double EDGE = 0.06;

    private Speaker() {}

    /** 16-bit samples of one channel, little-endian. */
    public static byte[] pcm(String text, String voice, int rate, double speed) {
        var random = new Random(31L * voice.hashCode() + text.hashCode());
        var pitch = 95 + Math.floorMod(voice.hashCode(), 120);
        var sound = new float[(int) (seconds(text) / speed * rate)];
        var at = EDGE;
        for (var character : text.codePoints().toArray()) {
            var length = length(character);
            if (Character.isLetterOrDigit(character)) {
                sound(sound, rate, at / speed, length / speed, character, pitch, random);
            }
            at += length;
        }
        var bytes = ByteBuffer.allocate(sound.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var sample : sound) {
            bytes.putShort((short) (Math.clamp(sample, -1, 1) * 32_000));
        }
        return bytes.array();
    }

    public static byte[] wav(byte[] pcm, int rate) {
        return ByteBuffer.allocate(44 + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(36 + pcm.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(rate * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }

    /** How long it takes at the usual speed. */
    public static double seconds(String text) {
        return 2 * EDGE + text.codePoints().mapToDouble(Speaker::length).sum();
    }

    private static double length(int character) {
        if (!Character.isLetterOrDigit(character)) {
            return PAUSE;
        }
        return VOWELS.indexOf(character) >= 0 ? VOWEL : CONSONANT;
    }

    private static void sound(
            float[] sound, int rate, double from, double length, int character, double pitch, Random random) {
        var hums = VOWELS.indexOf(character) >= 0;
        var colour = 300 + 37 * Math.floorMod(Character.toLowerCase(character) * 7, 41);
        var first = (int) (from * rate);
        var count = (int) (length * rate);
        for (var i = 0; i < count && first + i < sound.length; i++) {
            var envelope = Math.sin(Math.PI * (i + 0.5) / count);
            var value = 0.0;
            if (hums) {
                for (var harmonic = 1; harmonic * pitch < Math.min(4000, rate / 2.0); harmonic++) {
                    var away = (harmonic * pitch - colour) / 350;
                    value += (0.5 / harmonic + Math.exp(-away * away))
                            * Math.sin(2 * Math.PI * harmonic * pitch * (first + i) / rate);
                }
                value *= 0.12;
            } else {
                value = 0.06 * random.nextGaussian();
            }
            sound[first + i] += (float) (envelope * value);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
