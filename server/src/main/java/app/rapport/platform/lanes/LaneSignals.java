package app.rapport.platform.lanes;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passes on what a commit in this process means for lanes; {@link LaneRadio} carries it to other processes. */
@Component
class LaneSignals {
    private final CopyOnWriteArrayList<LaneNode> nodes = new CopyOnWriteArrayList<>();

    private volatile @Nullable LaneRadio radio;

    void carry(LaneRadio to) {
        radio = to;
    }

    void connect(LaneNode node) {
        nodes.add(node);
    }

    void disconnect(LaneNode node) {
        nodes.remove(node);
    }

    /** Something may be due in these. */
    void due(Set<LaneId> lanes) {
        nodes.forEach(node -> node.wake(lanes));
    }

    /** These are to be worked differently. */
    void changed(Set<LaneId> lanes) {
        nodes.forEach(node -> node.change(lanes));
        var far = radio;
        if (far != null) {
            far.changed(lanes);
        }
    }
}
