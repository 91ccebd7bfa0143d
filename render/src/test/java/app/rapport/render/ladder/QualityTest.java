package app.rapport.render.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.Requirement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1920|1080|360p 640x360 500000, 480p 854x480 1000000, 720p 1280x720 2500000",
                "1280|720|360p 640x360 500000, 480p 854x480 1000000, 720p 1280x720 2500000",
                "1000|562|360p 640x360 500000, 480p 854x480 1000000",
                "640|480|360p 480x360 500000, 480p 640x480 1000000",
                "1080|1920|360p 360x640 500000, 480p 480x854 1000000, 720p 720x1280 2500000",
                "321|241|240p 320x240 500000",
                "16|16|16p 16x16 500000"
            })
    @Requirement({"P-17", "P-113"})
    void fitsEveryQualityTheUploadIsLargeEnoughForAndEnlargesNothing(int width, int height, String expected) {
        List<String> qualities = Quality.of(width, height).stream()
                .map(one -> one.name() + " " + one.width() + "x" + one.height() + " " + one.bitrate())
                .toList();
        assertThat(String.join(", ", qualities)).isEqualTo(expected);
    }
}
