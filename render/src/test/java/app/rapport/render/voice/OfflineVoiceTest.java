package app.rapport.render.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.rapport.render.Speech;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
