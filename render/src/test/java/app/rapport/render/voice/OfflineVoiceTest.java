package app.rapport.render.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.rapport.render.Speech;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineVoiceTest {
    @TempDir
    Path folder;

    @Test
    void speaksNamesAndSaysThatItWasNobody() throws Exception {
        var found = OfflineVoice.find(folder);
        assumeTrue(found.isPresent(), "the voice was not built");
        try (var voice = found.get()) {
            var ann = voice.say("Ann").orElseThrow();
            var giovanni = voice.say("Giovanni").orElseThrow();

            assertThat(ann.speaker().by()).isEqualTo(Speech.By.offline);
            assertThat(Files.size(ann.wav())).isBetween(40_000L, 120_000L);
            assertThat(Files.size(giovanni.wav())).isGreaterThan(Files.size(ann.wav()));
            assertThat(voice.say("Ann")).contains(ann);
            assertThat(voice.say("\u0645\u062d\u0645\u062f"))
                    .as("it speaks English only")
                    .isEmpty();
            voice.close();
            assertThat(voice.say("Zo\u00eb <b>& Jos\u00e9")).isPresent();
        }
    }

    @Test
    void isReadyBeforeTheFirstNameAndGoesWhenNobodyAsks() throws Exception {
        var found = OfflineVoice.find(folder, Duration.ofSeconds(4));
        assumeTrue(found.isPresent(), "the voice was not built");
        try (var voice = found.get()) {
            assertThat(voice.isRunning()).isFalse();
            voice.prepare();
            await(voice::isRunning);
            await(() -> !voice.isRunning());
            assertThat(voice.say("Ann")).isPresent();
            assertThat(voice.isRunning()).isTrue();
        }
    }

    private static void await(BooleanSupplier fine) throws InterruptedException {
        for (var left = 1_200; left > 0 && !fine.getAsBoolean(); left--) {
            Thread.sleep(50);
        }
        assertThat(fine.getAsBoolean()).isTrue();
    }
}
