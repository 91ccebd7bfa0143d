package app.rapport.conversations.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds who "she" is: the person named last, a sentence or three ago. */
final class Persons {
    private static final int REACH = 4;

    private Persons() {}

    static @Nullable String before(List<Sentence> talk, Sentence at, People people) {
        for (int i = at.order() - 1; i >= 0 && i >= at.order() - REACH; i--) {
            var sentence = talk.get(i);
            var names = Names.in(sentence);
            for (int n = names.size() - 1; n >= 0; n--) {
                var whole = people.whole(names.get(n).name());
                if (!whole.equals(at.speaker()) && !people.isParty(whole)) {
                    return whole;
                }
            }
        }
        return null;
    }
}
