package app.rapport.render.splice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.rapport.render.Refused;
import app.rapport.render.ladder.Work;
import app.rapport.render.tool.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names as browsers record them. With real ffmpeg. */
class RecordingTest {
    @TempDir
    Path folder;

    /** Whatever the browser's format, and however loud its microphone is. */
    @ParameterizedTest
    @CsvSource({"name.webm, libopus, 0.4", "name.mp4, aac, 3", "name.ogg, libopus, 1", "name.wav, pcm_s16le, 2"})
    void makesANameReady(String file, String codec, String volume) throws Exception {
        // A second of silence, a name, a second of silence.
        var given = recorded(
                file, "sine=frequency=300:duration=0.8,volume=" + volume + ",adelay=1000,apad=pad_dur=1", codec);
        var wav = folder.resolve("ready.wav");

        var seconds = Recording.ready(Tools.find(), given, wav);

        assertThat(seconds).isCloseTo(0.84, within(0.08));
        var ready = new Ffmpeg(Work.in(folder), 1).decoded(List.of("-i", wav.toString()));
        assertThat(ready.seconds()).isCloseTo(seconds, within(0.001));
        assertThat(10 * Math.log10(Loudness.ofSpeech(ready)) - 0.691).isCloseTo(-20, within(1.0));
    }

    @Test
    void refusesWhatIsNoName() throws Exception {
        refused(
                Files.writeString(folder.resolve("a.webm"), "a text file that is called a recording"),
                "recording_unreadable");
        refused(Files.writeString(folder.resolve("b.webm"), ""), "recording_unreadable");
        refused(
                Files.writeString(folder.resolve("c.webm"), "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:1/a.ts\n"),
                "recording_unreadable");
        refused(recorded("d.webm", "anullsrc,atrim=duration=2", "libopus"), "recording_silent");
        refused(recorded("e.webm", "sine=duration=12", "libopus"), "recording_too_long");
    }

    private void refused(Path given, String code) {
        assertThatThrownBy(() -> Recording.ready(Tools.find(), given, folder.resolve("ready.wav")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private Path recorded(String name, String graph, String codec) throws Exception {
        var file = folder.resolve(name);
        Tools.find()
                .ffmpeg(List.of("-f", "lavfi", "-i", graph, "-c:a", codec, "-y", file.toString()))
                .done();
        return file;
    }
}
