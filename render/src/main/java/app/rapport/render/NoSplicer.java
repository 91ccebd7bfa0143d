package app.rapport.render;

import app.rapport.render.ladder.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Leaves the sound as it is. */
final class NoSplicer implements SoundSplicer {
    @Override
    public Spliced splice(Ladder ladder, Path folder, List<Slot> slots, Work work, Watch watch) {
        return new Spliced(new TreeMap<>(), 0);
    }

    @Override
    public List<Integer> touched(Ladder ladder, List<Slot> slots) {
        return List.of();
    }
}
