package app.rapport.render.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplicerTest {
    private static final Span SLOT = Span.ofSeconds(4, 5);

    private final Sound base = Sounds.speech(1, 12, 2, 0.1);

    @Test
    void changesNothingOutsideTheSlot() {
        var spliced = spliced(Sounds.speech(2, 1, 1, 0.3));

        assertThat(spliced.changed()).containsExactly(SLOT);
        var all = spliced.sound().between(0, base.length());
        assertThat(all.between(0, SLOT.from()).samples())
                .isEqualTo(base.between(0, SLOT.from()).samples());
        assertThat(all.between(SLOT.to(), base.length()).samples())
                .isEqualTo(base.between(SLOT.to(), base.length()).samples());
        assertThat(all.between(SLOT.from(), SLOT.to()).samples())
                .isNotEqualTo(base.between(SLOT.from(), SLOT.to()).samples());
    }

    /** A jump from one sample to the next would be heard as a click. */
    @Test
    void leavesNoClickWhateverMeets() {
        var random = new Random(5);
        var tone = Sounds.tone(180, 12, 0.5);
        for (var i = 0; i < 40; i++) {
            var from = random.nextLong(Sound.RATE, 8 * Sound.RATE);
            var slot = new Span(from, from + random.nextLong(Sound.RATE / 2, Sound.RATE));
            var clip = Sounds.tone(150 + 100 * random.nextDouble(), slot.seconds(), 0.5);
            var heard = spliced(tone, slot, clip).sound().between(0, tone.length());
            var steepest = 0f;
            for (var at = 1; at < heard.length(); at++) {
                steepest = Math.max(steepest, Math.abs(heard.samples()[at] - heard.samples()[at - 1]));
            }
            assertThat(steepest).isLessThan(0.05f);
        }
    }

    /** With unlike sounds the power stays while one goes and the other comes. */
    @Test
    void keepsThePowerInTheCrossfade() {
        var hiss = Sounds.noise(1, Sound.RATE * 4L, 1, 0.1);
        var other = Sounds.noise(2, Sound.RATE * 4L, 1, 0.1);
        var replaced = other.between(0, Sound.RATE);
        Fades.into(hiss.between(0, Sound.RATE), replaced);

        assertThat(replaced.between(0, Splicer.CROSSFADE).power()).isCloseTo(0.01, within(0.0015));
        assertThat(replaced.between(Sound.RATE - Splicer.CROSSFADE, Sound.RATE).power())
                .isCloseTo(0.01, within(0.0015));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.08, 0.2, 0.3})
    void bringsTheNameToTheLoudnessOfTheSpeechAround(double level) {
        var spliced = spliced(Sounds.speech(2, 0.95, 1, level));

        var said = Loudness.ofSpeech(spliced.sound().between(SLOT.from(), SLOT.to()));
        var around = Loudness.ofSpeechAround(base, SLOT);
        assertThat(10 * Math.log10(said / around)).isBetween(-1.5, 1.5);
    }

    @Test
    void liftsNoWhisperBeyondMeasureAndNothingAboveTheHighestPeak() {
        var whisper = spliced(Sounds.speech(2, 0.95, 1, 0.001));
        assertThat(whisper.fits().getFirst().gain()).isEqualTo(4);

        var loud = Sounds.speech(1, 12, 2, 0.6);
        var capped = spliced(loud, SLOT, Sounds.joined(clicks(), Sounds.speech(2, 0.9, 1, 0.02)));
        assertThat(TruePeak.of(capped.sound().between(SLOT.from() + 960, SLOT.to() - 960)))
                .isLessThan(0.95);
    }

    private static Sound clicks() {
        var clicks = Sound.silence(1, 2_000);
        clicks.samples()[1_000] = 0.9f;
        return clicks;
    }

    @Test
    void seesPeaksBetweenTheSamples() {
        var tone = Sound.silence(1, 4_800);
        for (var i = 0; i < tone.length(); i++) {
            tone.samples()[i] = (float) Math.sin(Math.PI / 2 * i + Math.PI / 4);
        }
        assertThat(TruePeak.of(tone)).isBetween(0.95, 1.1); // the samples alone say 0.71
    }

    @Test
    void speaksOverSilenceAsLoudAsSpeechUsuallyIs() {
        var spliced = spliced(Sound.silence(2, Sound.RATE * 9L), SLOT, Sounds.speech(2, 0.95, 1, 0.05));
        var said = Loudness.ofSpeech(spliced.sound().between(SLOT.from(), SLOT.to()));
        assertThat(10 * Math.log10(said / Loudness.USUAL)).isBetween(-1.5, 1.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.92, 0.97, 1.0, 1.04, 1.08})
    void playsALittleFasterOrSlowerToFillTheSlotAtTheSamePitch(double seconds) {
        var fit = spliced(Sounds.tone(220, seconds, 0.3)).fits().getFirst();
        assertThat(fit.tempo()).isCloseTo(seconds, within(0.001));
        assertThat(fit.roomToneSeconds()).isZero();

        var stretched = Tempo.stretched(Sounds.tone(220, seconds, 0.3), Sound.RATE);
        assertThat(stretched.length()).isEqualTo(Sound.RATE);
        assertThat(pitch(stretched)).isCloseTo(220, within(2.0));
        assertThat(Math.sqrt(stretched.between(4_800, 43_200).power())).isCloseTo(0.3 / Math.sqrt(2), within(0.02));
    }

    private static double pitch(Sound sound) {
        var rises = 0;
        for (var i = 4_801; i < 43_200; i++) {
            if (sound.samples()[i - 1] < 0 && sound.samples()[i] >= 0) {
                rises++;
            }
        }
        return rises / ((43_200 - 4_801) / (double) Sound.RATE);
    }

    @Test
    void saysAShortNameAsItIsAndLetsTheRoomBeHeardAfterIt() {
        var room = Sounds.joined(
                Sounds.speech(1, 3, 1, 0.2), Sounds.noise(3, Sound.RATE / 2, 1, 0.0004), Sounds.speech(4, 4, 1, 0.2));
        var spliced = spliced(room, SLOT, Sounds.tone(220, 0.5, 0.2));

        var fit = spliced.fits().getFirst();
        assertThat(fit.tempo()).isOne();
        assertThat(fit.roomToneSeconds()).isCloseTo(0.5, within(0.02));
        var after = spliced.sound().between(SLOT.to() - 19_200, SLOT.to() - 960);
        assertThat(Math.sqrt(after.power())).isCloseTo(0.0004, within(0.00005));
    }

    /** Where nobody ever pauses, what fills the gap must not be heard as speech. */
    @Test
    void keepsTheRoomFarBelowTheSpeech() {
        var restless = Sounds.noise(1, Sound.RATE * 12L, 1, 0.1);
        var tone = RoomTone.near(restless, SLOT, Loudness.ofSpeechAround(restless, SLOT));
        assertThat(Math.sqrt(tone.power())).isLessThan(0.008);
    }

    @Test
    void refusesANameThatIsTooLongForTheGapAndSaysBothLengths() {
        var outcome = Splicer.splice(base, List.of(new Insert(SLOT, Sounds.tone(220, 1.4, 0.2))));

        assertThat(outcome).isInstanceOfSatisfying(Splicing.NameTooLong.class, tooLong -> {
            assertThat(tooLong.spokenSeconds()).isCloseTo(1.4, within(0.01));
            assertThat(tooLong.slot().seconds()).isOne();
        });
    }

    @Test
    void countsNoSilenceAtTheEndsOfAClip() {
        var clip = Sounds.joined(
                Sounds.noise(1, Sound.RATE, 1, 0.0005),
                Sounds.tone(220, 0.95, 0.3),
                Sounds.noise(2, 40_000, 1, 0.0005));
        assertThat(spliced(clip).fits().getFirst().tempo()).isCloseTo(0.99, within(0.02));

        var silent = Splicer.splice(base, List.of(new Insert(SLOT, Sound.silence(1, 48_000))));
        assertThat(silent).isInstanceOf(Splicing.NothingSaid.class);
    }

    @Test
    void wantsSlotsWithinTheSoundThatDoNotOverlap() {
        var clip = Sounds.tone(220, 0.5, 0.2);
        assertThatThrownBy(() -> spliced(base, Span.ofSeconds(11.5, 12.1), clip))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spliced(base, Span.ofSeconds(3, 3.01), clip))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Splicer.splice(
                        base, List.of(new Insert(SLOT, clip), new Insert(Span.ofSeconds(4.5, 5.5), clip))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Splicing.Spliced spliced(Sound clip) {
        return spliced(base, SLOT, clip);
    }

    private static Splicing.Spliced spliced(Sound onto, Span slot, Sound clip) {
        return (Splicing.Spliced) Splicer.splice(onto, List.of(new Insert(slot, clip)));
    }
}
