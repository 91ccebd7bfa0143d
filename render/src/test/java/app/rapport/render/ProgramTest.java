package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./rapport render}, called as a program. */
class ProgramTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void makesAPlayableFolderForEveryPersonAndSharesWhatIsEqual() throws Exception {
        Lab.source(folder.resolve("base.mp4"), "640x360", 5);
        write("points.json", """
                [{"kind":"overlay","from":1.0,"to":2.0,"template":"Hi {{first_name}}","fallback":"there","x":0.5,"y":0.2,"size":0.1,"color":"#ffcc00"}]
                """);
        write("people.csv", "id,First Name,company\n../ann,Ann,Acme\nann-2,Ann,Other\n,,\n");
        assertThat(run("--mp4", "--json"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();

        var told = new JsonMapper().readTree(out.toByteArray());
        assertThat(told.path("ladder").path("cpuSeconds").asDouble()).isPositive();
        var people = told.path("people");
        assertThat(people.size()).isEqualTo(3);
        assertThat(people.get(0).path("id").asString()).isEqualTo("ann");
        assertThat(people.get(0).path("bytes").asLong()).isPositive();
        assertThat(people.get(1).path("bytes").asLong())
                .as("the same first name costs nothing")
                .isZero();
        assertThat(people.get(1).path("cpuSeconds").asDouble()).isZero();

        for (String id : List.of("ann", "ann-2", "3")) {
            var picture = Lab.master(folder.resolve("out/" + id + "/master.m3u8"));
            assertThat(picture.times()).hasSize(150);
            assertThat(picture.complaints()).isEmpty();
            var mp4 = Lab.mp4(folder.resolve("out/" + id + ".mp4"), "v");
            assertThat(mp4.times()).hasSize(150);
            assertThat(mp4.complaints()).isEmpty();
        }
        assertThat(Files.readString(folder.resolve("out/ann/360p.m3u8")))
                .as("for any server of files: no stretches, and nothing outside")
                .doesNotContain("BYTERANGE")
                .contains("../shared/")
                .isEqualTo(Files.readString(folder.resolve("out/ann-2/360p.m3u8")))
                .isNotEqualTo(Files.readString(folder.resolve("out/3/360p.m3u8")));
    }

    @Test
    void saysWhatIsWrongWithACall() throws Exception {
        assertThat(Program.run(List.of("--base", "x"), printer(out), printer(err)))
                .isEqualTo(2);
        assertThat(said()).contains("--points is missing");
        write("base.mp4", "not a video at all");
        write("points.json", "[]");
        write("people.csv", "id\n1\n");
        assertThat(run()).isEqualTo(3);
        assertThat(said()).contains("invalid_file_type");
        write("points.json", "[{\"kind\":\"overlay\",\"from\":3,\"to\":1}]");
        assertThat(run()).isEqualTo(2);
        assertThat(said()).contains("must begin before it ends");
        write("points.json", "{");
        assertThat(run()).isEqualTo(2);
        assertThat(said()).contains("not a list of points");
        write("points.json", "[]");
        write("people.csv", "id\n");
        assertThat(run()).isEqualTo(2);
        assertThat(said()).contains("names nobody");
        assertThat(folder.resolve("out")).as("nothing half made").doesNotExist();
    }

    private String said() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private int run(String... more) {
        var args = new ArrayList<String>();
        for (String name : List.of("base", "points", "people")) {
            args.addAll(List.of(
                    "--" + name,
                    folder.resolve(name + (name.equals("base") ? ".mp4" : name.equals("people") ? ".csv" : ".json"))
                            .toString()));
        }
        args.addAll(List.of("--out", folder.resolve("out").toString()));
        args.addAll(Arrays.asList(more));
        return Program.run(args, printer(out), printer(err));
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
