package app.rapport.render.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.render.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutsTest {
    @Test
    void cutsEveryFourSecondsAndAtTheBordersOfWhatIsPersonal() {
        assertThat(Cuts.of(600, List.of())).containsExactly(0, 120, 240, 360, 480);
        assertThat(Cuts.of(600, List.of(Point.overlay(4.5, 8.5, "{{a}}", ""))))
                .as("no cut of the grid inside or within a second")
                .containsExactly(0, 135, 255, 360, 480);
    }

    @Test
    void takesPointsThatTouchAsOneAndCutsLongOnes() {
        assertThat(Cuts.of(600, List.of(Point.overlay(1, 2, "{{a}}", ""), Point.overlay(2.5, 4, "{{b}}", ""))))
                .containsExactly(0, 30, 120, 240, 360, 480);
        assertThat(Cuts.of(600, List.of(Point.overlay(0, 20, "{{a}}", "")))).containsExactly(0, 120, 240, 360, 480);
    }

    @Test
    void keepsToTheVideo() {
        assertThat(Cuts.of(30, List.of(Point.overlay(0.5, 99, "{{a}}", "")))).containsExactly(0, 15);
        assertThat(Cuts.of(30, List.of(Point.overlay(5, 9, "{{a}}", "")))).containsExactly(0);
    }
}
