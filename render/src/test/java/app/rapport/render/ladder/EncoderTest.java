package app.rapport.render.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTest {
    @Requirement("P-114")
    @Test
    void namesScaleBitratePresetAndKeyFramesAsSeparateArguments() {
        var quality = Quality.of(1280, 720).getLast();
        var arguments = new Encoder("medium").picture(quality, List.of(0, 96));
        assertThat(arguments)
                .containsSequence("-c:v", "libx264", "-preset", "medium")
                .containsSequence("-b:v", "2500000")
                .containsSequence("-force_key_frames", "0.0000,3.1950")
                .noneMatch(argument -> argument.contains(";") || argument.contains("$"));
        assertThat(Frames.scale(quality)).isEqualTo("scale=w=1280:h=720");
    }
}
