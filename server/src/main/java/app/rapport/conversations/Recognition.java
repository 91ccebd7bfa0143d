package app.rapport.conversations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which speakers of a transcript are people already named, by name or, where only an address was given, by how it is spelt.
 *
 * <p>Rather two entries for one person than one for two: whatever fits more than one stays on its own.
 */
final class Recognition {
    private Recognition() {}

    /** Somebody who took part, as far as known: by name, or by nothing but an address. */
    record Person(@Nullable String name, @Nullable String email) {
        Likeness to(String speaker) {
            if (name != null) {
                return SpokenName.of(name).to(SpokenName.of(speaker));
            }
            return email == null ? Likeness.NONE : SpokenName.of(speaker).toAddress(email);
        }
    }

    /** How much speaks for two names, or a name and an address, being one person's. */
    enum Likeness {
        NONE,
        /** A part fits: "John" and "John Smith", "John Smith" and jsmith@. */
        PARTLY,
        /** The whole name: "John Smith" and john.smith@. */
        WHOLLY,
        /** Written the same. */
        SAME
    }

    /** The speakers that are surely one of the people, each with that one's place in the list. */
    static Map<String, Integer> of(List<Person> people, List<String> speakers) {
        var found = new HashMap<String, Integer>();
        for (var speaker : speakers) {
            var likeness = people.stream().map(person -> person.to(speaker)).toList();
            var best = likeness.stream().max(Likeness::compareTo).orElse(Likeness.NONE);
            if (best == Likeness.NONE) {
                continue;
            }
            // A part of a name must fit nobody else at all; a whole one nobody else as a whole.
            var rivals = IntStream.range(0, people.size())
                    .filter(at -> likeness.get(at).compareTo(best) >= 0)
                    .toArray();
            var place = rivals[0];
            if (best == Likeness.SAME || (rivals.length == 1 && onlyOne(people.get(place), speakers, best))) {
                found.put(speaker, place);
            }
        }
        return found;
    }

    private static boolean onlyOne(Person person, List<String> speakers, Likeness atLeast) {
        return speakers.stream()
                        .filter(speaker -> person.to(speaker).compareTo(atLeast) >= 0)
                        .count()
                == 1;
    }
}
