package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Spoken points through the program, as a script would call it, with whatever voice this machine has. */
class SpokenPointsTest {
    @TempDir
    Path folder;

    @Test
    @Requirement("P-19")
    void speaksTheNameOrSaysThatNobodyDid() throws Exception {
        var base = Lab.source(folder.resolve("base.mp4"), "320x180", 9);
        var points = Files.writeString(
                folder.resolve("points.json"),
                "[{\"kind\":\"speech\",\"from\":3.5,\"to\":5.5,\"template\":\"{{first_name}}\",\"fallback\":\"friend\"}]");
        var people = Files.writeString(
                folder.resolve("people.csv"),
                "id,first_name\nann,Ann\nann2,Ann\nnobody,\nlong,Bartholomew Maximilian Featherstonehaugh\n");
        var out = new ByteArrayOutputStream();

        var ended = Program.run(
                List.of(
                        "--base",
                        base.toString(),
                        "--points",
                        points.toString(),
                        "--people",
                        people.toString(),
                        "--out",
                        folder.resolve("out").toString(),
                        "--mp4",
                        "--json"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err);

        assertThat(ended).isZero();
        var told = new JsonMapper().readTree(out.toByteArray()).path("people");
        var note = told.path(0).path("notes").path(0);
        if (note.path("code").asString().equals("not_spoken")) {
            assertThat(note.path("value").asString()).isEqualTo("Ann");
            return;
        }
        assertThat(note.path("code").asString()).isEqualTo("spoken_by");
        assertThat(note.path("value").asString()).startsWith("offline");
        assertThat(told.path(0).path("segments").asInt())
                .as("the border at 4 s lies within")
                .isEqualTo(2);
        assertThat(told.path(0).path("cpuSeconds").asDouble()).isBetween(0.001, 1.5);
        assertThat(told.path(3).path("notes").path(0).path("code").asString()).isEqualTo("name_too_long");
        assertThat(told.path(3).path("segments").asInt()).isZero();
        // The same name again costs nothing.
        assertThat(told.path(1).path("bytes").asLong()).isZero();
        for (var id : List.of("ann", "nobody", "long")) {
            var sound = Lab.playlist(folder.resolve("out/" + id + "/audio.m3u8"), "a:0");
            assertThat(sound.complaints()).isEmpty();
            assertThat(sound.step()).isEqualTo(1024);
            assertThat(Lab.mp4(folder.resolve("out/" + id + ".mp4"), "a:0").complaints())
                    .isEmpty();
        }
        assertThat(folder.resolve("out/shared/spoken")).doesNotExist();
    }
}
