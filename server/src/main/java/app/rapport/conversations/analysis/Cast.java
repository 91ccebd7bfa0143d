package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Everybody and everything a talk names, gathered once, and which of them are people. */
final class Cast {
    private static final int JUDGED_BY = 20;
    private static final int MOST = 12;
    private static final Lexicon LEXICON = Lexicon.english("people");
    private static final Pattern PERSON_BEFORE = LEXICON.atEnd("person before");
    private static final Pattern PERSON_AFTER = LEXICON.atStart("person after");
    private static final Pattern THING_BEFORE = LEXICON.atEnd("thing before");
    private static final Pattern THING_AFTER = LEXICON.atStart("thing after");
    private static final Pattern PARTY_BEFORE = LEXICON.atEnd("party before");

    private final People people;
    private final List<List<Mention>> bySentence = new ArrayList<>();
    private final Map<String, List<Mention>> byName = new HashMap<>();
    private final Map<String, Boolean> persons = new HashMap<>();

    Cast(List<Sentence> talk, People people) {
        this.people = people;
        for (var sentence : talk) {
            var mentions = sentence.isArabic() ? List.<Mention>of() : some(Names.in(sentence));
            bySentence.add(mentions);
            for (var mention : mentions) {
                byName.computeIfAbsent(key(mention.name()), key -> new ArrayList<>())
                        .add(mention);
            }
        }
    }

    /** Nobody names more in a sentence; a file that does is none of speech. */
    private static List<Mention> some(List<Mention> mentions) {
        return mentions.subList(0, Math.min(MOST, mentions.size()));
    }

    List<Mention> in(Sentence sentence) {
        return bySentence.get(sentence.order());
    }

    List<Mention> of(String name) {
        return byName.getOrDefault(key(name), List.of());
    }

    /** Somebody, as far as the name or what is said around it shows. */
    boolean isPerson(String name) {
        return persons.computeIfAbsent(key(name), key -> judge(name));
    }

    private boolean judge(String name) {
        var first = name.indexOf(' ') < 0 ? name : name.substring(0, name.indexOf(' '));
        if (people.known(name) != null || people.known(first) != null || Vocabulary.isTitle(first)) {
            return true;
        }
        if (Vocabulary.isProduct(name) || Vocabulary.isCompanion(name) || Vocabulary.isPlace(name)) {
            return false;
        }
        return (Vocabulary.isFirstName(first) && !isSpokenOfAsThing(name))
                || of(name).stream().limit(JUDGED_BY).anyMatch(Cast::isSpokenOfAsPerson);
    }

    /** "A trial of Aurora": nobody says that of a person who goes by that name. */
    private boolean isSpokenOfAsThing(String name) {
        var mentions = of(name).stream().limit(JUDGED_BY).toList();
        return name.indexOf(' ') < 0
                && mentions.stream()
                        .anyMatch(mention ->
                                THING_BEFORE.matcher(mention.before()).find()
                                        || THING_AFTER.matcher(mention.after()).lookingAt())
                && mentions.stream().noneMatch(Cast::isSpokenOfAsPerson);
    }

    private static boolean isSpokenOfAsPerson(Mention mention) {
        return PERSON_BEFORE.matcher(mention.before()).find()
                || PERSON_AFTER.matcher(mention.after()).lookingAt();
    }

    /** Where one of those present works, or what one of them sells. */
    boolean isParty(String name) {
        return people.isParty(name)
                || (!Vocabulary.isProduct(name)
                        && of(name).stream()
                                .limit(JUDGED_BY)
                                .anyMatch(mention ->
                                        PARTY_BEFORE.matcher(mention.before()).find()));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
