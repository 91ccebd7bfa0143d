package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.rapport.render.mp4.VirtualMp4;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LadderTest {
    @TempDir
    private Path folder;

    @Requirement({"P-17", "P-110", "P-113"})
    @Test
    void hasThreeQualitiesOfTheirHeightsAndBitratesUnderNamesThatSayWhich() throws Exception {
        var base = Lab.source(
                folder.resolve("base.mp4"),
                "1280x720",
                6,
                "-vf",
                "noise=alls=14:allf=t",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac");
        var ladder = Lab.engine(folder).prepare(base, List.of(), folder, "talk", Watch.NONE);
        assertThat(ladder.video())
                .extracting(Rendition::file)
                .containsExactly("talk_360p.mp4", "talk_480p.mp4", "talk_720p.mp4");
        for (var rendition : ladder.video()) {
            var file = folder.resolve(rendition.file());
            assertThat(Lab.probe(file, "v", "stream=codec_name,profile,width,height,pix_fmt"))
                    .isEqualTo("h264,High," + rendition.width() + "," + rendition.height() + ",yuv420p");
            assertThat(Files.size(file)).isEqualTo(rendition.bytes());
            assertThat(rendition.bytes() * 8 / ladder.seconds())
                    .as(rendition.name())
                    .isCloseTo(rendition.bitrate(), within(rendition.bitrate() * 0.2));
        }
        var mp4 = VirtualMp4.of(ladder, ladder.video().getLast(), PersonalVideo.NOTHING, new Shelf(folder));
        var head = new ByteArrayOutputStream();
        mp4.write(0, mp4.headerBytes(), new Shelf(folder), head);
        assertThat(head.toString(StandardCharsets.ISO_8859_1))
                .as("the list of contents comes first, so that playing starts at once")
                .containsSubsequence("ftyp", "moov", "mdat");

        var stills = Lab.engine(folder).stills();
        stills.poster(base, 1, folder.resolve("poster.jpg"));
        assertThat(Lab.probe(folder.resolve("poster.jpg"), "v", "stream=codec_name,width,height"))
                .isEqualTo("mjpeg,640,360");
        stills.preview(base, 1, folder.resolve("preview.gif"));
        assertThat(Lab.probe(folder.resolve("preview.gif"), "v", "stream=codec_name,width,height"))
                .isEqualTo("gif,320,180");
        byte[] shape = stills.waveform(folder.resolve(ladder.pcm()));
        assertThat(shape).hasSize(2 * 20 * 6);
        assertThat(shape[21]).as("there is a tone").isGreaterThan((byte) 5);
        assertThat(shape[20]).isLessThan((byte) -5);
    }
}
