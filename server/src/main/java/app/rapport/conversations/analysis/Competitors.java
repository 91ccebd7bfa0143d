package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who else is in the running: the names an organisation listens for, and names said the way people speak of other vendors. A name
 * is judged by all its mentions; what stands in a list beside a competitor is one too.
 */
final class Competitors {
    private static final int MOST = 8;
    /** Mentions a name is judged by. */
    private static final int JUDGED_BY = 40;

    private static final double ENOUGH = 3;
    /** "Gong, Chorus and Clari" */
    private static final Pattern LISTED = Pattern.compile(
            "^(?:,|,? and|,? or|,? and also|, also|, then|/| &|,? plus|,? as well as|,? and maybe|,? nor|,? and then) (?:the |also |maybe |even |probably )?$");

    private final People people;
    private final Cast cast;
    private final VendorTalk vendors;
    private final Set<String> deciders;
    private final Map<String, String> configured = new LinkedHashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    /** A name with the best it was said with. */
    private record Candidate(String name, double best, double sum, Sentence at) {
        Candidate with(double score, Sentence sentence) {
            return new Candidate(
                    name, Math.max(best, score), sum + Math.max(0, score), score > best + 1.5 ? sentence : at);
        }

        boolean isEnough() {
            return best >= ENOUGH || (best >= 2 && sum >= ENOUGH + 1.5);
        }
    }

    private Competitors(List<Sentence> talk, People people, Cast cast, List<String> names, Set<String> deciders) {
        this.people = people;
        this.cast = cast;
        this.vendors = new VendorTalk(talk);
        this.deciders = deciders;
        for (var name : names) {
            configured.put(name.toLowerCase(Locale.ROOT), name);
        }
    }

    static List<Insight> in(List<Sentence> talk, People people, Cast cast, List<String> names, Set<String> deciders) {
        var competitors = new Competitors(talk, people, cast, names, deciders);
        talk.forEach(competitors::read);
        talk.forEach(competitors::spread);
        return competitors.candidates.values().stream()
                .filter(Candidate::isEnough)
                .sorted(Comparator.comparingDouble((Candidate one) -> -one.best()))
                .limit(MOST)
                .sorted(Comparator.comparingInt(one -> one.at().order()))
                .map(Competitors::insight)
                .toList();
    }

    private static Insight insight(Candidate one) {
        return new Insight(
                Kind.COMPETITOR, one.name(), one.at().text(), one.at().turn(), null, null, one.name());
    }

    private void read(Sentence sentence) {
        var lower = sentence.text().toLowerCase(Locale.ROOT);
        configured.forEach((key, name) -> {
            if (mentions(lower, key)) {
                add(name, 2 * ENOUGH, sentence);
            }
        });
        if (sentence.isArabic()) {
            ArabicCompetitors.in(sentence, vendors.isAskedAbout(sentence)).forEach(name -> {
                if (people.known(name) == null && !people.isParty(name)) {
                    add(name, ENOUGH, sentence);
                }
            });
            return;
        }
        for (var mention : cast.in(sentence)) {
            if (seen.merge(key(mention.name()), 1, Integer::sum) <= JUDGED_BY && isCandidate(mention)) {
                add(mention.name(), vendors.score(mention), sentence);
            }
        }
    }

    /** In one breath with a competitor. */
    private void spread(Sentence sentence) {
        var mentions = cast.in(sentence);
        for (int i = 1; i < mentions.size(); i++) {
            var one = mentions.get(i - 1);
            var other = mentions.get(i);
            if (LISTED.matcher(sentence.text().substring(one.end(), other.start()))
                    .find()) {
                spread(one, other);
            }
        }
        for (int i = mentions.size() - 1; i > 0; i--) {
            var one = mentions.get(i - 1);
            var other = mentions.get(i);
            if (LISTED.matcher(sentence.text().substring(one.end(), other.start()))
                    .find()) {
                spread(other, one);
            }
        }
    }

    private void spread(Mention from, Mention to) {
        var known = candidates.get(key(from.name()));
        if (known != null
                && known.isEnough()
                && vendors.score(from) >= 1
                && isCandidate(to)
                && vendors.score(to) > -2) {
            add(to.name(), ENOUGH, to.sentence());
        }
    }

    private boolean isCandidate(Mention mention) {
        var name = mention.name();
        return name.length() > 2
                && name.chars().anyMatch(Character::isLetter)
                && !deciders.contains(people.whole(name))
                && !Vocabulary.isPlace(name)
                && !cast.isPerson(name)
                && (configured.containsKey(key(name)) || !cast.isParty(name));
    }

    private void add(String name, double score, Sentence sentence) {
        var key = key(name);
        var spelled = configured.getOrDefault(
                key, Vocabulary.spelled(Names.isWithoutCapitals(name) ? Words.capital(name) : name));
        candidates.merge(
                key(spelled),
                new Candidate(spelled, score, Math.max(0, score), sentence),
                (known, added) -> known.with(score, sentence));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean mentions(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends =
                    at + name.length() == text.length() || !Character.isLetterOrDigit(text.charAt(at + name.length()));
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }
}
