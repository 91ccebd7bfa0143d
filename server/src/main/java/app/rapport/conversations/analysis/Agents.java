package app.rapport.conversations.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everybody in a sentence who could decide something: named, by role ("our CFO"), or as "she". */
final class Agents {
    private static final int REACH = 6;
    private static final Lexicon LEXICON = Lexicon.english("deciders");
    private static final Pattern ROLE = Pattern.compile(
            "(?<![\\p{L}'-])((?:our|my|the|their|your|his|her|a|an|this|that|each|every|both|all of|some|any|another) )?("
                    + LEXICON.any("role") + ")(?![\\p{L}-])",
            Pattern.CASE_INSENSITIVE);
    /** Ordinary words that are roles only with somebody's "our" or "the" before them. */
    private static final Pattern NEEDS_DETERMINER = Pattern.compile(
            "(?i)head|lead|leader|chair|partners?|group|council|management|principal|chief|buyer|owners?|it|risk|accounts|corporate|counsel|investors|directors|governors|brother|sister|father|mother|mom|mum|dad|security|committee|boss|manager|director|supervisor|president|officer");

    private static final Pattern PRONOUN =
            Pattern.compile("(?i)(?<![\\p{L}'])(i|me|she|he|her|him|they|them)(?='|[^\\p{L}]|$)");
    private static final Pattern NAME_BEHIND = Pattern.compile(
            "^,? ?(?:is |named |called |(?:a|the) (?:lady|man|guy|woman|gentleman|colleague|person) (?:called|named|by the name of) |- |– |\\(|would be |, that's |, it's )?$");
    private static final Pattern ROLE_BEHIND = Pattern.compile(
            "^(?:,| is| as|,? who(?:'s| is)|:| \\(|, she's|, he's| -| –|, she is|, he is|'s|, also)? ?(?:also |now |currently |acting |still )?$",
            Pattern.CASE_INSENSITIVE);

    private final List<Sentence> talk;
    private final People people;
    private final Cast cast;
    private final List<List<Agent>> bySentence = new ArrayList<>();
    /** Names known to stand behind a role anywhere in the talk. */
    private final Map<String, String> holders = new HashMap<>();

    /**
     * One of them.
     *
     * @param name whole name, or null for a role nobody named
     * @param role as said, without "our", or null
     * @param pronoun in small letters, or null
     */
    record Agent(
            @Nullable String name,
            @Nullable String role,
            @Nullable String pronoun,
            int start,
            int end) {}

    Agents(List<Sentence> talk, People people, Cast cast) {
        this.talk = talk;
        this.people = people;
        this.cast = cast;
        for (var sentence : talk) {
            bySentence.add(sentence.isArabic() ? List.of() : find(sentence));
        }
        talk.forEach(this::learn);
    }

    /** "Maria Lopez, our CFO" and "She is our CFO" say whom "the CFO" means. */
    private void learn(Sentence sentence) {
        var all = in(sentence);
        for (int i = 0; i < all.size(); i++) {
            var agent = all.get(i);
            var before = i == 0 ? null : all.get(i - 1);
            if (agent.role() == null) {
                continue;
            }
            var name = agent.name();
            if (name == null
                    && before != null
                    && before.pronoun() != null
                    && before.pronoun().matches("she|he")
                    && sentence.text()
                            .substring(before.end(), agent.start())
                            .matches("(?i)(?:'s| is) (?:also |now )?")) {
                name = antecedent(before, sentence);
            }
            if (name != null) {
                holders.putIfAbsent(key(agent.role()), name);
                var department = DEPARTMENT_OF.matcher(agent.role());
                if (department.matches()) {
                    holders.putIfAbsent(
                            key(department.group(1) != null ? department.group(1) : department.group(2)), name);
                }
            }
        }
    }

    /** In the order they stand; a name and its role beside it are one. */
    List<Agent> in(Sentence sentence) {
        return bySentence.get(sentence.order());
    }

    private List<Agent> find(Sentence sentence) {
        var text = sentence.text();
        var all = new ArrayList<Agent>();
        roles(text, all);
        for (var mention : cast.in(sentence)) {
            if (mayBePerson(mention)
                    && all.stream().noneMatch(role -> mention.start() < role.end() && role.start() < mention.end())) {
                all.add(new Agent(people.whole(mention.name()), null, null, mention.start(), mention.end()));
            }
        }
        var pronoun = PRONOUN.matcher(text);
        while (pronoun.find()) {
            all.add(new Agent(null, null, pronoun.group(1).toLowerCase(Locale.ROOT), pronoun.start(), pronoun.end()));
        }
        all.sort(Comparator.comparingInt(Agent::start));
        return merged(text, all);
    }

    private static void roles(String text, List<Agent> all) {
        var match = ROLE.matcher(text);
        while (match.find()) {
            var role = match.group(2);
            boolean lone =
                    match.group(1) == null && NEEDS_DETERMINER.matcher(role).matches();
            boolean pronoun = role.equalsIgnoreCase("it") && !role.equals("IT") && !isOwn(match.group(1));
            if ((!lone && !pronoun) || role.equals("IT")) {
                all.add(new Agent(null, role, null, match.start(), match.end()));
            }
        }
    }

    /** "our it has to look at it", in speech written down without capitals. */
    private static boolean isOwn(@Nullable String determiner) {
        return determiner != null && determiner.strip().matches("(?i)our|your|their|the");
    }

    private static final Pattern DEPARTMENT_OF = Pattern.compile(
            "(?:head|director|vp|manager|lead|chief) of (\\w+)|(?:chief )?(\\w+) (?:director|manager|lead|head|officer)",
            Pattern.CASE_INSENSITIVE);

    private boolean mayBePerson(Mention mention) {
        var name = mention.name();
        return cast.isPerson(name)
                || !(Vocabulary.isProduct(name)
                        || Vocabulary.isCompanion(name)
                        || Vocabulary.isPlace(name)
                        || cast.isParty(name)
                        || Names.isWithoutCapitals(name)
                        || name.chars().noneMatch(Character::isLowerCase));
    }

    private static List<Agent> merged(String text, List<Agent> all) {
        var merged = new ArrayList<Agent>();
        for (var agent : all) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.end() > agent.start()) {
                continue;
            }
            var between = last == null ? "" : text.substring(last.end(), agent.start());
            if (last != null
                    && last.role() != null
                    && last.name() == null
                    && agent.name() != null
                    && agent.role() == null
                    && NAME_BEHIND.matcher(between).find()) {
                merged.removeLast();
                merged.add(new Agent(agent.name(), last.role(), null, last.start(), agent.end()));
            } else if (last != null
                    && last.name() != null
                    && last.role() == null
                    && agent.role() != null
                    && agent.name() == null
                    && ROLE_BEHIND.matcher(between).find()) {
                merged.removeLast();
                merged.add(new Agent(last.name(), agent.role(), null, last.start(), agent.end()));
            } else {
                merged.add(agent);
            }
        }
        return merged;
    }

    /** Who it is by name, else by role; null when a pronoun leads nowhere. */
    @Nullable
    String who(Agent agent, Sentence at) {
        if (agent.name() != null) {
            return agent.name();
        }
        if (agent.role() != null) {
            var holder = holders.get(key(agent.role()));
            return holder != null ? holder : shown(agent.role());
        }
        if ("i".equals(agent.pronoun()) || "me".equals(agent.pronoun())) {
            return at.speaker();
        }
        return antecedent(agent, at);
    }

    private @Nullable String antecedent(Agent pronoun, Sentence at) {
        boolean several = "they".equals(pronoun.pronoun()) || "them".equals(pronoun.pronoun());
        for (int i = at.order(); i >= 0 && i >= at.order() - REACH; i--) {
            var agents = in(talk.get(i));
            for (int n = agents.size() - 1; n >= 0; n--) {
                var agent = agents.get(n);
                boolean earlier = i < at.order() || agent.end() <= pronoun.start();
                if (earlier && agent.pronoun() == null && (!several || (agent.name() == null && i >= at.order() - 1))) {
                    var who = who(agent, talk.get(i));
                    if (who != null && !who.equals(at.speaker())) {
                        return who;
                    }
                }
            }
        }
        return null;
    }

    private static final Pattern INITIALS = Pattern.compile("(?i)c[a-z]o|ciso|chro|[se]?vp|it|hr|hq");

    private static String shown(String role) {
        return INITIALS.matcher(role).matches() ? role.toUpperCase(Locale.ROOT) : Words.capital(role);
    }

    private static String key(String role) {
        return role.toLowerCase(Locale.ROOT);
    }
}
