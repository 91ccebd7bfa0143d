package app.rapport.render;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.hls.Playlists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What is encoded once and used by many. */
class SharingTest {
    private static final List<Point> POINTS = List.of(
            Point.overlay(1, 2, "Hi {{first_name}}", "there"), Point.overlay(5, 6, "Bye {{first_name}}", "you"));

    @TempDir
    private Path folder;

    private Path base;
    private Engine engine;
    private Shelf shelf;

    @BeforeEach
    void source() throws Exception {
        base = Lab.source(folder.resolve("base.mp4"), "320x180", 9);
        engine = Lab.engine(folder.resolve("scratch"));
        shelf = new Shelf(folder);
    }

    private PersonalVideo personal(Ladder ladder, List<Point> points, Map<String, String> values) throws Exception {
        return engine.personal(new Order(base, ladder, folder, points, values), shelf, Speech.NOBODY, Watch.NONE);
    }

    private static Set<String> keys(PersonalVideo personal) {
        return personal.tracks().values().stream()
                .flatMap(List::stream)
                .map(PersonalVideo.Own::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void twoWithTheSameFirstNameShareTheirSegments() throws Exception {
        var ladder = engine.prepare(base, POINTS, folder, "video", Watch.NONE);
        var ann = personal(ladder, POINTS, Map.of("first_name", "Ann", "company", "Acme"));
        var other = personal(ladder, POINTS, Map.of("first_name", "Ann", "company", "Other"));
        var ben = personal(ladder, POINTS, Map.of("first_name", "Ben"));
        assertThat(ann.effort().cpuSeconds()).isPositive();
        assertThat(other.effort()).isEqualTo(Effort.NONE);
        assertThat(keys(other)).isEqualTo(keys(ann));
        assertThat(keys(ben)).doesNotContainAnyElementsOf(keys(ann));
        assertThat(ann.tracks())
                .as("the sound and all other segments are everybody's")
                .containsOnlyKeys("180p");
        assertThat(ann.tracks().get("180p")).hasSize(2);
        assertThat(personal(ladder, POINTS, Map.of()).tracks())
                .as("the fallback is a value too")
                .isNotEmpty();
        assertThat(personal(ladder, List.of(Point.overlay(1, 2, "{{first_name}}", "")), Map.of()))
                .as("nothing to show, nothing to encode")
                .isEqualTo(PersonalVideo.NOTHING);
    }

    @Test
    void movingAPointEncodesOnlyAroundIt() throws Exception {
        var ladder = engine.prepare(base, POINTS, folder, "video", Watch.NONE);
        var ann = personal(ladder, POINTS, Map.of("first_name", "Ann"));
        var moved = List.of(POINTS.getFirst(), Point.overlay(5.5, 6.5, "Bye {{first_name}}", "you"));
        var after = engine.move(ladder, base, moved, folder, "moved", Watch.NONE);
        assertThat(after.effort().bytes())
                .isPositive()
                .isLessThan(ladder.video().getFirst().bytes() * 3 / 4);
        assertThat(engine.move(after, base, moved, folder, "again", Watch.NONE)).isSameAs(after);

        var again = personal(after, moved, Map.of("first_name", "Ann"));
        assertThat(keys(again)).as("the point that stayed keeps its segment").containsAnyElementsOf(keys(ann));
        for (var rendition : after.renditions()) {
            var list = folder.resolve(rendition.name() + ".m3u8");
            Files.writeString(list, Playlists.media(rendition, again, shelf));
            var decoded = Lab.playlist(list, "0");
            assertThat(decoded.complaints()).isEmpty();
            assertThat(decoded.times()).hasSize(rendition.isSound() ? Math.ceilDiv(270 * 1600, 1024) : 270);
        }
    }

    @Test
    void ladderAndPersonalVideoCanBeWrittenAndReadBack() throws Exception {
        var json = new JsonMapper();
        var ladder = engine.prepare(base, POINTS, folder, "video", Watch.NONE);
        var ann = personal(ladder, POINTS, Map.of("first_name", "Ann \uE000"));
        assertThat(json.readValue(json.writeValueAsString(ladder), Ladder.class))
                .usingRecursiveComparison()
                .isEqualTo(ladder);
        assertThat(json.readValue(json.writeValueAsString(ann), PersonalVideo.class))
                .isEqualTo(ann);
        assertThat(ann.notes()).extracting(PersonalVideo.Note::code).contains("characters_not_shown");
    }

    @Test
    void refusesALadderOfAnotherEncoder() throws Exception {
        var ladder = engine.prepare(base, POINTS, folder, "video", Watch.NONE);
        var other =
                new Engine(Lab.TOOLS, new app.rapport.render.ladder.Encoder("superfast"), folder.resolve("scratch"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> other.personal(
                        new Order(base, ladder, folder, POINTS, Map.of("first_name", "Ann")),
                        shelf,
                        Speech.NOBODY,
                        Watch.NONE))
                .isInstanceOfSatisfying(
                        RenderFailed.class, failed -> assertThat(failed.code()).isEqualTo("ladder_outdated"));
        assertThat(shelf.kept).isEmpty();
    }
}
