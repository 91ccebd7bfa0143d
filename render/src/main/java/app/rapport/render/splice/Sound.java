package app.rapport.render.splice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Samples at 48 kHz between -1 and 1, those of all channels side by side. */
record Sound(int channels, float[] samples) implements Track {
    static final int RATE = 48_000;

    Sound {
        if (channels < 1 || samples.length % channels != 0) {
            throw new IllegalArgumentException("samples do not divide into " + channels + " channels");
        }
    }

    static Sound silence(int channels, long length) {
        return new Sound(channels, new float[Math.toIntExact(length * channels)]);
    }

    /** From what ffmpeg writes as {@code f32le}. */
    static Sound ofFloats(int channels, byte[] littleEndian) {
        var floats = new float[littleEndian.length / Float.BYTES / channels * channels];
        ByteBuffer.wrap(littleEndian)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        return new Sound(channels, floats);
    }

    /** As ffmpeg reads {@code f32le}. */
    byte[] toFloats() {
        var bytes = ByteBuffer.allocate(samples.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(samples);
        return bytes.array();
    }

    @Override
    public long length() {
        return samples.length / channels;
    }

    double seconds() {
        return (double) length() / RATE;
    }

    @Override
    public Sound between(long from, long to) {
        var part = silence(channels, to - from);
        var first = Math.max(from, 0);
        var last = Math.min(to, length());
        if (last > first) {
            System.arraycopy(
                    samples,
                    Math.toIntExact(first * channels),
                    part.samples,
                    Math.toIntExact((first - from) * channels),
                    Math.toIntExact((last - first) * channels));
        }
        return part;
    }

    /** The same sound on this many channels. */
    Sound on(int wanted) {
        if (wanted == channels) {
            return this;
        }
        var spread = silence(wanted, length());
        for (var i = 0; i < length(); i++) {
            Arrays.fill(spread.samples, i * wanted, (i + 1) * wanted, middle(i));
        }
        return spread;
    }

    /** The mean of the channels at one moment. */
    float middle(int at) {
        var sum = 0f;
        for (var channel = 0; channel < channels; channel++) {
            sum += samples[at * channels + channel];
        }
        return sum / channels;
    }

    Sound louder(double factor) {
        var scaled = new float[samples.length];
        for (var i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (samples[i] * factor);
        }
        return new Sound(channels, scaled);
    }

    /** Mean of the squares over all channels. */
    double power() {
        var sum = 0.0;
        for (var sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : sum / samples.length;
    }
}
