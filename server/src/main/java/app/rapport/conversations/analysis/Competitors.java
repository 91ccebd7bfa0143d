package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Who else is in the running: the names an organisation listens for, and names said the way people speak of alternatives. */
final class Competitors {
    private static final int MOST = 8;
    private static final String PRODUCT =
            "(\\p{Lu}[\\p{L}\\d&.-]*\\p{L}\\d*(?: \\p{Lu}[\\p{L}\\d&-]+){0,2}(?: [0-9]+)?)";
    private static final String BEFORE =
            "(?i:\\b(?:(?:are|were|'re|'s|is|am|'m|been|be|start(?:ed)?|still|currently|already|also|now|today) (?:currently |still |already |also )?(?:using|on|running|evaluating|trialling|trialing|piloting|testing)|(?:are|'re|were|is) (?:still |currently |already )?with|us(?:e|es|ed|ing)|(?:tried|trialled|trialed|tested|piloted|demoed|suggested|recommended|proposed)(?: out)?|runs? on|pays? for|asked|used to (?:use|have|be on|work with)|currently use|use a mix of [\\w ]+ and"
                    + "|look(?:ing|ed)? (?:also )?at|looked into|evaluat(?:ed?|ing)|consider(?:ed|ing)?|shortlisted|talk(?:ing|ed)? (?:also )?(?:to|with)|speaking (?:to|with)|compar(?:e|ed|ing|ison)(?: (?:you|us|this|that|it|them))? (?:to|with|against)|insist(?:s|ed)? on|prefers?|swears? by|stuck (?:with|on)|outgrown|outgrew|versus|vs\\.?"
                    + "|switch(?:ing|ed)? (?:over )?(?:to|from)|mov(?:e|ed|ing)(?: [\\w ]{1,20})? (?:over )?(?:to|from|off|away from)|(?:proposal|quote|offer|bid|pitch|demo|trial|call|meeting) (?:from|with|by|of)|stay(?:ing)? with|sticking with|alternatives? (?:is|are|would be|like|such as)"
                    + "|played? with|playing (?:around )?with|instead of|rather than|competitors? (?:is|are|like|such as)|replac(?:e|ed|ing)|license for|contract with|between you and|yourselves and|unlike|as well as))";
    private static final Pattern NAMED = Pattern.compile(
            BEFORE + " (?:the |those (?:guys|people) at |the guys at |(?i:a |an |our |also |both |something called ))?"
                    + PRODUCT);
    private static final Pattern ACTS = Pattern.compile(
            "(?:^|[ ,.;])" + PRODUCT
                    + " (?i:(?:has |have |also |already )?(?:offered|(?:has |have )?(?:called|contacted|approached|been in touch|reached out|promised)|offers\\b|came in|quoted|pitched|dropped out|is (?:cheaper|expensive|more expensive|better|worse|faster|easier|too)|are (?:cheaper|better|worse)|was (?:cheaper|too|more|quicker|better)|undercut|approached us|does (?:it|this|that) (?:better|cheaper|out of the box)|charges|contract (?:run|runs|ends|expires|is)))");
    private static final Pattern CONTRACT = Pattern.compile("\\b(?:[Tt]he|[Oo]ur|[Tt]heir|[Aa]) " + PRODUCT
            + " (?:contract|licen[cs]es?|subscription|account|renewal|agreement)\\b|\\bwhat " + PRODUCT
            + " (?:offers?|does|charges|can do)\\b|\\b[Rr]un(?:ning)? " + PRODUCT
            + " (?:and|alongside|next to|in parallel)\\b");
    /** In speech written down without capitals a name is a word nobody would put there otherwise. */
    private static final Pattern LOWER = Pattern.compile(
            "\\b(?:look(?:ed|ing) at|tried|trialled|trialed|tested|evaluat(?:ed|ing)|switch(?:ed|ing)? to|moving to|demo (?:with|from)|(?:quote|proposal|offer|pitch) from|guys at|people at|pitched by|went with|competitors? like) ([a-z]{5,})(?: and ([a-z]{5,}) (?:too|as well))?(?= |$|[.,])");

    private static final Set<String> ORDINARY = Set.of(
            "another",
            "others",
            "other",
            "different",
            "something",
            "anything",
            "everything",
            "nothing",
            "using",
            "doing",
            "getting",
            "making",
            "these",
            "those",
            "their",
            "there",
            "which",
            "whatever",
            "google",
            "excel",
            "spreadsheets",
            "spreadsheet",
            "numbers",
            "prices",
            "pricing",
            "again",
            "yesterday",
            "today",
            "before",
            "several",
            "three",
            "some",
            "people",
            "customers",
            "vendors",
            "tools",
            "options",
            "alternatives",
            "software",
            "email",
            "emails",
            "paper",
            "building",
            "hiring",
            "having",
            "calling",
            "writing",
            "sending",
            "every",
            "competitors",
            "solutions",
            "products",
            "systems",
            "maybe",
            "really",
            "first",
            "second",
            "twice",
            "where",
            "about",
            "through");
    /** After a name at the start of an answer about others: "Bulletino of course, …" */
    private static final Pattern OPENING = Pattern.compile(
            "(?i)(?: of course\\b| for (?:one|example)\\b| (?:is|are|was|mainly|mostly|and)\\b|,|\\.$)");

    private static final Pattern CALLED_ONCE = Pattern.compile(
            "(?i)\\b(?:call|meeting|asked|pays? for|suggested|recommended|proposed|talk|talking|speaking|look|looking|moved|moving|talked|played|playing|stay|staying)\\b");
    private static final Pattern ALTERNATIVES = Pattern.compile(
            "(?i)\\b(?:other (?:vendors?|suppliers?|tools?|options?|solutions?|providers?|products?|systems?|companies)|alternatives?|anything else|anyone else|anybody else|somebody else|who else are you|competitors?|another (?:tool|vendor|product|system|supplier)|bids?|bidders?|tried so far|keep track|vendor list|vendors?\\b|suppliers?\\b|two others|three others|which one|in the running|compare us|currently using|using today|use today|shortlist|evaluating)\\b");
    private static final Pattern AND_ALSO = Pattern.compile("^(?:,| and|, and| or| &) (?:also )?" + PRODUCT);
    private static final Set<String> TOOLS = Set.of(
            "salesforce",
            "hubspot",
            "excel",
            "google",
            "slack",
            "teams",
            "zoom",
            "outlook",
            "gmail",
            "sharepoint",
            "powerpoint",
            "word",
            "sap",
            "jira",
            "linkedin",
            "whatsapp",
            "github",
            "chrome",
            "windows",
            "android",
            "iphone",
            "calendly",
            "loom",
            "sheets",
            "rapport");
    private static final Pattern ARABIC = Pattern.compile(
            "(?:نستخدم|نستعمل|نقارنكم|نقارن|مقارنة|ندرس|نفكر في|نتفاوض مع|عرض من|عروض من|تواصلنا مع|تواصلت معنا|اتصلت بنا|عرضت علينا|ننتقل إلى)(?: حالياً| حاليا| الآن| أيضاً| أيضا| عرض| عروض| كذلك)*(?: مع| ب| بين| من)?(?: نظام| برنامج| شركة| منصة| حل| منتج| تطبيق)+ (\\p{L}+)");
    private static final Pattern PERSON_CUE = Pattern.compile("(?i)^(?:Mr|Mrs|Ms|Dr|Prof)\\b.*");

    private final List<Sentence> talk;
    private final People people;
    private final Map<String, String> configured = new LinkedHashMap<>();
    /** A name is judged by the whole talk, once. */
    private final Map<String, Boolean> products = new HashMap<>();

    private final Map<String, Insight> found = new LinkedHashMap<>();

    private Competitors(List<Sentence> talk, People people, List<String> names) {
        this.talk = talk;
        this.people = people;
        for (var name : names) {
            configured.put(name.toLowerCase(Locale.ROOT), name);
        }
    }

    static List<Insight> in(List<Sentence> talk, People people, List<String> names, Set<String> deciders) {
        var competitors = new Competitors(talk, people, names);
        for (var sentence : talk) {
            competitors.read(sentence, deciders);
        }
        return competitors.found.values().stream().limit(MOST).toList();
    }

    private void read(Sentence sentence, Set<String> deciders) {
        var lower = sentence.text().toLowerCase(Locale.ROOT);
        configured.forEach((key, name) -> {
            if (mentions(lower, key)) {
                add(name, sentence);
            }
        });
        if (sentence.isArabic()) {
            var arabic = ARABIC.matcher(sentence.text());
            while (arabic.find()) {
                add(arabic.group(1), sentence);
            }
            return;
        }
        if (sentence.isQuestion() && sentence.saidByUs()) {
            return;
        }
        boolean vendors = ALTERNATIVES.matcher(sentence.text()).find() || asked(sentence);
        for (var name : named(sentence, vendors)) {
            if (isProduct(name, deciders)) {
                add(name, sentence);
            }
        }
        if (vendors && !sentence.saidByUs() && !sentence.isQuestion()) {
            for (var name : People.names(sentence.text())) {
                int at = sentence.text().indexOf(name);
                boolean opens = at == 0
                        && OPENING.matcher(sentence.text().substring(name.length()))
                                .lookingAt();
                if ((opens || (at > 0 && spokenOfAsVendor(sentence.text(), name))) && isProduct(name, deciders)) {
                    add(name, sentence);
                }
            }
        }
    }

    private static boolean spokenOfAsVendor(String text, String name) {
        if (text.matches("(?s)(?:.*, )?" + Pattern.quote(name) + "[.,!].*")) {
            return true;
        }
        return text.matches("(?is).*\\b(?:at|with|to|from|on|use|using|called|and|or|,|is|a|also|yourselves and)\\b,? "
                + Pattern.quote(name) + "\\b.*");
    }

    private List<String> named(Sentence sentence, boolean vendors) {
        var names = new ArrayList<String>();
        var match = NAMED.matcher(sentence.text());
        int from = 0;
        while (match.find(from)) {
            // to talk to or to call somebody one needs no vendor; "we talk to Globex" needs a hint
            boolean needsHint = CALLED_ONCE
                    .matcher(sentence.text().substring(match.start(), match.start(1)))
                    .find();
            if (!needsHint || vendors || hintNear(sentence)) {
                names.add(match.group(1));
                var also = AND_ALSO.matcher(sentence.text().substring(match.end(1)));
                if (also.find()) {
                    names.add(also.group(1));
                }
            }
            from = match.end(1);
        }
        if (sentence.saidByUs()) {
            return names;
        }
        if (sentence.text().chars().noneMatch(Character::isUpperCase)) {
            var lower = LOWER.matcher(sentence.text());
            while (lower.find()) {
                for (int group = 1; group <= 2; group++) {
                    var word = lower.group(group);
                    if (word != null && !ORDINARY.contains(word) && !People.isCommon(word)) {
                        names.add(Words.capital(word));
                    }
                }
            }
        }
        var contract = CONTRACT.matcher(sentence.text());
        while (contract.find()) {
            for (int group = 1; group <= contract.groupCount(); group++) {
                if (contract.group(group) != null) {
                    names.add(contract.group(group));
                }
            }
        }
        var acts = ACTS.matcher(sentence.text());
        while (acts.find()) {
            names.add(acts.group(1));
        }
        return names;
    }

    private boolean hintNear(Sentence sentence) {
        if (sentence.text()
                .matches(
                        "(?i).*\\b(?:vendor|also talk(?:ing)? to|also speaking (?:to|with)|also in touch with|cheaper|supplier|product|solution|alternative|tool|app|trialled|tried|prices|quotes?|bids?|runs on|pay for|also look(?:ed|ing)? at|look(?:ed|ing)? at|moving|moved|staying with|playing with|proposal|quote)\\b.*")) {
            return true;
        }
        for (int i = sentence.order() - 1; i >= 0 && i >= sentence.order() - 3; i--) {
            if (ALTERNATIVES.matcher(talk.get(i).text()).find()) {
                return true;
            }
        }
        return false;
    }

    private boolean asked(Sentence sentence) {
        for (int i = sentence.order() - 1;
                i >= 0 && sentence.turn() - talk.get(i).turn() <= 1;
                i--) {
            boolean justSaid = talk.get(i).turn() == sentence.turn() && sentence.order() - i <= 3;
            if (justSaid && ALTERNATIVES.matcher(talk.get(i).text()).find()) {
                return true;
            }
            if (talk.get(i).turn() < sentence.turn()
                    && talk.get(i).isQuestion()
                    && ALTERNATIVES.matcher(talk.get(i).text()).find()) {
                return true;
            }
        }
        return false;
    }

    private boolean isProduct(String name, Set<String> deciders) {
        return products.computeIfAbsent(name, unknown -> judge(unknown, deciders));
    }

    private boolean judge(String name, Set<String> deciders) {
        var first = name.indexOf(' ') < 0 ? name : name.substring(0, name.indexOf(' '));
        var lower = name.toLowerCase(Locale.ROOT);
        return !People.isCommon(first)
                && !TOOLS.contains(lower)
                && !PERSON_CUE.matcher(name).matches()
                && people.known(name) == null
                && people.known(first) == null
                && !deciders.contains(name)
                && !people.isParty(name)
                && !isPlace(sentenceOf(name))
                && name.length() > 2
                && !isMentionedAsPerson(name);
    }

    private String sentenceOf(String name) {
        return talk.stream()
                        .map(Sentence::text)
                        .filter(text -> text.contains(name))
                        .findFirst()
                        .orElse("") + "\u0000" + name;
    }

    private static boolean isPlace(String sentenceAndName) {
        int cut = sentenceAndName.indexOf('\u0000');
        var name = sentenceAndName.substring(cut + 1);
        return sentenceAndName
                .substring(0, cut)
                .matches("(?s).*\\b(?:in|near|office in|based in|team in) " + Pattern.quote(name) + "\\b.*");
    }

    /** "Kirsten runs the region, she is keen": somebody, not something. */
    private boolean isMentionedAsPerson(String name) {
        var person = Pattern.compile("\\b" + Pattern.quote(name)
                + "(?:'s call|,? (?:our|the|my|head|she|he|who|runs|decides|signs|has the last)\\b| and (?:she|he)\\b)|\\b(?i:my|our) (?i:boss|colleague|manager|director|ceo|cfo|coo|cto|head of \\w+),? "
                + Pattern.quote(name));
        return talk.stream()
                .anyMatch(sentence -> sentence.text().contains(name)
                        && person.matcher(sentence.text()).find());
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

    private void add(String name, Sentence sentence) {
        var key = name.toLowerCase(Locale.ROOT);
        var spelled = configured.getOrDefault(key, name);
        found.putIfAbsent(
                key, new Insight(Kind.COMPETITOR, spelled, sentence.text(), sentence.turn(), null, null, spelled));
    }
}
