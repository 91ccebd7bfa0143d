package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose yes it takes: by name, by role, or "she" when the name fell a sentence earlier. */
final class Deciders {
    private static final int MOST = 5;
    private static final String ROLE =
            "(?:chief [a-z]+ officer|c[efiotmp]o|ciso|(?:[a-z]+ )?(?:director|manager|president|officer|boss|vp|chairman|chairwoman|chair|partner|administrator|principal)(?: of [a-z]+(?: [a-z]+)?)?|vice president(?: of [a-z]+)?|head of [a-z]+(?: and [a-z]+)?|(?:steering )?committee|(?:[a-z]+ )?board|procurement|trustees|shareholders|owners?|finance department|legal department)";
    private static final Pattern OWN_ROLE =
            Pattern.compile("\\b(?:our|my|the|their|your) (" + ROLE + ")(?![\\p{L}])", Pattern.CASE_INSENSITIVE);
    private static final Pattern BOSS_LOWER = Pattern.compile(
            "\\b(?:my|our) (?:boss|manager|ceo|cfo|coo|cto|cio|director|vp|owner|president|partner|wife|husband|brother|sister|father|mother|business partner|supervisor)(?: of [a-z]+)? ([a-z]{3,}(?: [a-z]{3,}(?= (?:she|he|decides|signs|makes|has)\\b))?)\\b");
    /** The one who decides stands before these words … */
    private static final Pattern SUBJECT = Pattern.compile(
            "\\b(?:signs?\\b(?! (?:up|in|of|language|that)\\b)|chooses\\b|makes? the choice|has the casting vote|(?:has|have|needs?|'s got|have got|would have|will have|gotta) (?:to )?(?:sign|approve|agree|decide|say yes|give (?:the|her|his) (?:ok|okay|approval|blessing))\\b|must (?:sign|approve|agree)\\b|makes? (?:the |that |this )?(?:final |last |ultimate )?(?:decisions?|call)\\b|decides?\\b|(?:has|have|gets) the (?:final|last) (?:say|word|decision|call)\\b|is (?:the |our )?(?:final |main |ultimate )?decision[- ]maker|takes? the (?:final )?decision|takes? (?:that|this) decision|pulls? the trigger|calls the shots|says? yes or no|has to (?:okay|ok|bless|authori[sz]e)|gives the (?:green light|go-ahead|final)|authori[sz]es\\b|approves\\b|can say no\\b|(?:owns|controls|holds) the budget\\b|(?:is|'s) the one (?:who|that) (?:decides|signs|approves|has to|gotta)|will (?:approve|sign off|decide|take the (?:final )?decision|make the (?:final )?decision)\\b)",
            Pattern.CASE_INSENSITIVE);
    /** … or behind these. */
    private static final Pattern OBJECT = Pattern.compile(
            "\\b(?:(?:decision|approval|call|sign-?off|last word|final say) (?:is|lies|rests|sits|stays|is up|would be|comes)(?: with| to| from| by| down to)|decision[- ]maker (?:is|would be|here is)|up to|(?:approved|decided|awarded|authori[sz]ed|signed)(?: off)? by|up to|in the hands of|approval (?:from|of|by)|sign-?off (?:from|of|by)|(?:a yes|okay|ok|blessing|go-ahead|green light) (?:from|of)|goes past|go past|goes through|has to go through|run (?:it|this|that) (?:by|past)|depends on)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CALL_OF =
            Pattern.compile("\\b(?i:it's|it is|that's|that is|is) (" + People.NAME + ")'s (?:call|decision)\\b");
    private static final Pattern POSSESSIVE = Pattern.compile(
            "\\b(?:need|get|want|without|have) (?:(" + People.NAME + ")'s|(her|his|their)|(?:our|my|the) (" + ROLE
                    + ")'s) (?:approval|sign-?off|signature|ok|okay|go-ahead|blessing)\\b");
    private static final Pattern WITHOUT = Pattern.compile("\\b[Ww]ithout (" + People.NAME
            + ")(?:'s (?:signature|approval|okay|ok|yes|consent|blessing))?[^.]{0,30}\\b(?:nothing|no (?:deal|contract|purchase))\\b|\\b[Nn]othing (?:gets|goes|happens|moves|is)[^.]{0,40} without ("
            + People.NAME + ")");
    /** "Is Ana still the one who signs?" "Yes." */
    private static final Pattern STILL = Pattern.compile(
            "\\b(?:[Ii]s|[Dd]oes) (?:it )?(" + People.NAME
                    + ") (?:still )?(?:the (?:one|person) who|who|sign|decide|approve|have the final)\\b.*(?:sign|decide|approve|final|yes)");

    private static final Pattern MINE = Pattern.compile(
            "\\b(?:the decision is mine|it's my (?:call|decision)|i make the (?:final )?(?:decision|call)|i (?:can )?decide (?:on|about|this|that|it)|i sign (?:off|the)|i have the (?:final|last) (?:say|word)|i'm the (?:one who decides|decision[- ]maker)|decision is mine)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WHO = Pattern.compile(
            "(?i)\\b(?:who|whose|who's|who is)\\b.*\\b(?:choos\\w*|choice|pick|take|vote|buy|involved|authority|budget|decid\\w*|decision|approv\\w*|sign\\w*|final|say yes|last word|call)\\b|\\bwho (?:else )?(?:needs|has) to\\b|\\b(?:who makes|who gets to)\\b|(?:من|مَن) (?:الذي )?(?:يوافق|يقرر|يوقع|صاحب القرار)|صاحب القرار");
    private static final Pattern APPOSED = Pattern.compile("^[^,]{0,30}, (" + People.NAME + ")[.]?$");
    private static final Pattern NEGATED = Pattern.compile(
            "(?i)\\b(?:doesn't|does not|don't|do not|didn't|can't|won't|not|never|nobody|no one)\\b[^,;]{0,12}$");
    private static final Pattern ARABIC_SUBJECT = Pattern.compile(
            "(.+?)،? و?(?:هو|هي) (?:من|الذي|التي|صاحب|صاحبة) ?(?:يوافق|توافق|يقرر|تقرر|يوقع|توقع|القرار|يعتمد|تعتمد)");
    private static final Pattern ARABIC_OBJECT = Pattern.compile(
            "(?:القرار(?: النهائي| الأخير)?(?: يعود)? (?:عند|بيد|لدى|إلى|مع|لل?)|صاحب القرار(?: النهائي)?(?: هو| هي)?|(?:يجب أن|لازم|لا بد أن) (?:يوافق|توافق|يوقع|توقع)(?: عليه| عليها)?|(?:نحتاج|أحتاج|بانتظار)(?: إلى)? موافقة) ?(.+)");
    private static final Pattern ARABIC_ROLE = Pattern.compile(
            "^(?:(?:المديرة|المدير|مديرة(?: ال\\p{L}+)?|مدير(?: ال\\p{L}+)?|الرئيس|رئيس|رئيسة|نائب|الأستاذ|الأستاذة|السيد|السيدة|الدكتور|الدكتورة|المهندس|المهندسة)(?: (?:التنفيذي|التنفيذية|المالي|المالية|العام|العامة|الإقليمي|الفني|المشتريات|القسم|الشركة|تقنية المعلومات)(?!\\p{L}))?(?!\\p{L})،? ?)+");

    private final List<Sentence> talk;
    private final People people;
    private final Map<String, Insight> found = new LinkedHashMap<>();

    private Deciders(List<Sentence> talk, People people) {
        this.talk = talk;
        this.people = people;
    }

    static List<Insight> in(List<Sentence> talk, People people) {
        var deciders = new Deciders(talk, people);
        for (int i = 0; i < talk.size(); i++) {
            deciders.read(talk.get(i));
        }
        return deciders.withoutRolesThatHaveAName();
    }

    private void read(Sentence at) {
        if (at.isArabic()) {
            arabic(at);
            return;
        }
        if (at.isQuestion()) {
            return;
        }
        var text = at.text();
        if (MINE.matcher(text).find() && at.speaker() != null && !text.matches("(?i).*\\bdon't\\b.*")) {
            add(at.speaker(), at);
        }
        var callOf = CALL_OF.matcher(text);
        if (callOf.find()) {
            names(callOf.group(1), at, false);
        }
        var possessive = POSSESSIVE.matcher(text);
        if (possessive.find()) {
            if (possessive.group(1) != null) {
                names(possessive.group(1), at, false);
            } else if (possessive.group(2) != null) {
                pronoun(at);
            } else {
                add(Words.capital(possessive.group(3)), at);
            }
        }
        var subject = SUBJECT.matcher(text);
        while (subject.find()) {
            var before = clause(text.substring(0, subject.start()));
            if (!NEGATED.matcher(before).find() && !CONDITIONAL.matcher(before).find()) {
                var apposed = APPOSED.matcher(text.substring(subject.end()));
                if (People.names(before).isEmpty()
                        && apposed.find()
                        && OWN_ROLE.matcher(before).find()) {
                    names(apposed.group(1), at, false); // "the chairwoman says yes or no, Beatrice Holm"
                } else {
                    who(before, at, true);
                }
            }
        }
        var object = OBJECT.matcher(text);
        while (object.find()) {
            var before = text.substring(0, object.start());
            if (!NEGATED.matcher(before).find()) {
                who(text.substring(object.end()), at, false);
            }
        }
        var without = WITHOUT.matcher(text);
        if (without.find()) {
            names(without.group(1) != null ? without.group(1) : without.group(2), at, false);
        }
        if (answers(at)) {
            answered(at);
        }
    }

    /** "That's Maria", "Maria, our CFO", "Procurement." – but not "No, Sandra left". */
    private void answered(Sentence at) {
        var text = at.text();
        var asked = talk.get(at.order() - 1);
        var still = STILL.matcher(asked.text());
        if (still.find() && text.matches("(?i)(?:yes|yeah|yep|exactly|correct|right|that's right|indeed)\\b.*")) {
            names(still.group(1), at, false);
            return;
        }
        boolean points =
                text.matches("(?i).*\\b(?:it's|that's|that is|it is|it would be|that would be|that'd be|it'll be)\\b.*")
                        || text.matches("(?s)(?:" + People.NAME + "),? (?:our|the|she|he|my)\\b.*")
                        || Words.of(text).size() <= 3
                        || (Words.of(text).size() <= 8 && OWN_ROLE.matcher(text).find());
        if (points
                && !text.matches("(?i)(?:no|not|nope)\\b.*")
                && found.values().stream().noneMatch(insight -> insight.turn() == at.turn())) {
            named(text, at, false);
        }
    }

    private static final Pattern CONDITIONAL =
            Pattern.compile("(?i)\\b(?:if|whether|until|unless|when|so you|how|let's|you can)\\b[^,;]*$");

    private static String clause(String before) {
        int cut = -1;
        for (var end : List.of("; ", " but ", " because ", " and then ", ": ", " - ", ". ")) {
            cut = Math.max(cut, before.lastIndexOf(end));
        }
        return cut < 0 ? before : before.substring(cut + 1);
    }

    /** The subject is the person next to the verb, the object the first one behind it. */
    private void who(String segment, Sentence at, boolean subject) {
        if (named(segment, at, subject)) {
            return;
        }
        var words = Words.of(segment);
        if (words.isEmpty()) {
            if (subject && at.order() > 0 && talk.get(at.order() - 1).turn() == at.turn()) {
                pronoun(at);
            }
            return;
        }
        if (subject) {
            var last = words.getLast();
            boolean bare = at.text().chars().noneMatch(Character::isUpperCase);
            if (bare
                    && last.length() > 2
                    && words.size() <= 4
                    && !People.isCommon(last)
                    && !last.matches(
                            "it'?s|that'?s|everybody|also|usually|always|really|just|husband|wife|boss|partner")) {
                add(people.whole(last), at);
                return;
            }
            for (int i = words.size() - 1; i >= 0 && i >= words.size() - 4; i--) {
                if (words.get(i).matches("(?:s?he)(?:'s|'ll)?")) {
                    pronoun(at);
                    return;
                }
            }
        } else if (words.getFirst().matches("her|him|she|he")) {
            pronoun(at);
        } else if (words.getFirst().matches("me") && at.speaker() != null) {
            add(at.speaker(), at);
        }
    }

    private boolean named(String segment, Sentence at, boolean last) {
        if (names(segment, at, last)) {
            return true;
        }
        var lower = BOSS_LOWER.matcher(segment);
        if (lower.find()
                && !People.isCommon(lower.group(1))
                && !lower.group(1).matches("will|would|said|says|makes|needs|wants|signs|usually|decides")) {
            add(people.whole(lower.group(1)), at);
            return true;
        }
        for (var word : Words.of(segment)) {
            var known = people.known(word);
            if (known != null && !known.equals(at.speaker())) {
                add(known, at);
                return true;
            }
        }
        var role = OWN_ROLE.matcher(segment);
        if (role.find()) {
            add(
                    Words.capital(role.group(1).length() == 3 ? role.group(1).toUpperCase(Locale.ROOT) : role.group(1)),
                    at);
            return true;
        }
        return false;
    }

    private boolean names(String segment, Sentence at, boolean last) {
        var names = new ArrayList<>(People.names(segment));
        names.removeIf(name -> people.isParty(name) || name.matches("(?i)I|CFO|CEO|COO|CTO|CIO|VP|IT|HR"));
        if (names.isEmpty()) {
            return false;
        }
        add(people.whole(last ? names.getLast() : names.getFirst()), at);
        return true;
    }

    private void pronoun(Sentence at) {
        var boss = at.order() > 0 ? BOSS_LOWER.matcher(talk.get(at.order() - 1).text()) : null;
        if (boss != null && boss.find() && !People.isCommon(boss.group(1))) {
            add(people.whole(boss.group(1)), at);
            return;
        }
        var person = Persons.before(talk, at, people);
        if (person != null) {
            add(person, at);
        }
    }

    /** Follows within a turn on the question who decides. */
    private boolean answers(Sentence at) {
        if (at.saidByUs()) {
            return false;
        }
        for (int i = at.order() - 1; i >= 0 && at.order() - i <= 3; i--) {
            var earlier = talk.get(i);
            if (at.turn() - earlier.turn() == 1 && WHO.matcher(earlier.text()).find()) {
                return true;
            }
        }
        return false;
    }

    private void arabic(Sentence at) {
        if (at.isQuestion()) {
            return;
        }
        var object = ARABIC_OBJECT.matcher(at.text());
        if (object.find()) {
            addArabic(object.group(1), at);
            return;
        }
        var subject = ARABIC_SUBJECT.matcher(at.text());
        if (subject.find()) {
            addArabic(subject.group(1), at);
        }
    }

    private void addArabic(String segment, Sentence at) {
        var text = segment.replaceAll("[.؟!]+$", "").strip();
        var bare = ARABIC_ROLE.matcher(text).replaceFirst("").strip();
        var name = bare.isEmpty() ? text : bare;
        var words = name.split("[ ،]+", -1);
        int end = 0;
        var short_ = new StringBuilder();
        while (end < words.length && end < 2 && !words[end].matches("على|في|قبل|غير|هو|هي|أولا|أولاً|لأن|من|و.{4,}")) {
            short_.append(end == 0 ? "" : " ").append(words[end++]);
        }
        if (!short_.isEmpty()) {
            add(short_.toString(), at);
        }
    }

    private void add(@Nullable String name, Sentence at) {
        if (name == null || name.isBlank()) {
            return;
        }
        found.putIfAbsent(name, new Insight(Kind.DECISION_MAKER, name, at.text(), at.turn(), null, null, name));
    }

    /** "Our CFO" and "Maria Lopez … is our CFO" are one person. */
    private List<Insight> withoutRolesThatHaveAName() {
        var kept = new ArrayList<Insight>();
        for (var insight : found.values()) {
            var role = insight.name();
            boolean isRole = role != null && role.toLowerCase(Locale.ROOT).matches(ROLE);
            boolean named = isRole
                    && role != null
                    && found.values().stream()
                            .anyMatch(other ->
                                    !other.equals(insight) && other.name() != null && holds(other.name(), role));
            if (!named) {
                kept.add(insight);
            }
        }
        return kept.stream().limit(MOST).toList();
    }

    private boolean holds(String name, String role) {
        var lower = role.toLowerCase(Locale.ROOT);
        return talk.stream()
                        .anyMatch(sentence -> sentence.text().contains(name.split(" ", -1)[0])
                                && sentence.text().toLowerCase(Locale.ROOT).contains(lower))
                || talk.stream()
                        .anyMatch(sentence -> sentence.text()
                                .matches("(?i)(?:she|he) is (?:our|the) " + Pattern.quote(lower) + ".*"));
    }
}
