package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Context.Participant;
import app.rapport.conversations.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who is who in a talk: makes "Sam" and "BRENDA" the people they are. */
final class People {
    /** One to three capitalised words, a title before them allowed. */
    static final String NAME =
            "(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Madame)\\.? )?\\p{Lu}[\\p{L}\\p{M}'-]+(?: (?:(?:van|von|de|da|al|el|der) )*\\p{Lu}[\\p{L}\\p{M}-]+){0,2}";

    private static final Pattern NAMES = Pattern.compile("(?<![\\p{L}\\d])" + NAME);
    /** Capitalised at the start of a sentence, or always, without being a name. */
    private static final Set<String> NOT_NAMES = Set.copyOf(List.of(
                    ("i i'm i'll i've i'd a an the this that these those it it's its he he's she she's they they're we we're we've we'll you you're"
                                    + " your our my their his her one two three four five six seven eight nine ten if so and but or then when while"
                                    + " once as at on in by for from to of with without before after until since because also well okay ok yes yeah"
                                    + " yep no not nope sure right good great perfect fine thanks thank hello hi hey morning afternoon evening sorry"
                                    + " please let let's let’s what what's which who who's whose where why how can could would should shall will do"
                                    + " does did is are was were am have has had there there's here now today tomorrow tonight monday tuesday"
                                    + " wednesday thursday friday saturday sunday january february march april may june july august september"
                                    + " october november december god honestly maybe perhaps both all any some each every nothing everything"
                                    + " somebody nobody someone people usually currently realistically compared understood noted agreed welcome"
                                    + " absolutely certainly definitely wonderful excellent lovely brilliant awesome cool cheers bye usage version"
                                    + " english german french arabic norwegian q1 q2 q3 q4 ceo cfo coo cto cio it crm erp hr vp csv api nda sla eod"
                                    + " procurement legal finance apologies likewise possibly loud enjoy enough still next last first second third"
                                    + " just even though although about around roughly over under send give take make get put see look mostly three"
                                    + " reporting adoption likely main only otherwise meanwhile anyway another other others most many more less"
                                    + " everybody everyone whatever whether during within between your")
                            .split(" ", -1))
            .stream()
            .toList());

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Boolean> sides = new HashMap<>();
    private final Map<String, String> wholeNames = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final List<String> speakers;
    private final Set<String> companies = new HashSet<>();

    People(Transcript transcript, Context context) {
        for (var participant : context.participants()) {
            know(participant);
        }
        speakers = transcript.speakers().stream()
                .map(this::speaker)
                .distinct()
                .map(name -> name == null ? "" : name)
                .toList();
        for (var speaker : speakers) {
            alias(speaker, speaker);
        }
        for (var turn : transcript.turns()) {
            for (var name : names(turn.text())) {
                int space = name.indexOf(' ');
                if (space > 0) {
                    var other = wholeNames.putIfAbsent(name.substring(0, space), name);
                    if (other != null && !other.equals(name)) {
                        ambiguous.add(name.substring(0, space));
                    }
                }
            }
        }
    }

    private void know(Participant participant) {
        var name = participant.name().strip();
        if (name.isEmpty()) {
            return;
        }
        alias(name, name);
        sides.put(name, participant.internal());
        var email = participant.email();
        int at = email == null ? -1 : email.indexOf('@');
        if (email != null && at > 0) {
            alias(email.toLowerCase(Locale.ROOT), name);
            for (var part : email.substring(at + 1).toLowerCase(Locale.ROOT).split("[.-]", -1)) {
                companies.add(part);
            }
        }
    }

    private void alias(String alias, String name) {
        known.putIfAbsent(key(alias), name);
        int space = alias.indexOf(' ');
        if (space > 0 && !alias.toLowerCase(Locale.ROOT).startsWith("speaker ")) {
            known.merge(key(alias.substring(0, space)), name, (one, other) -> one.equals(other) ? one : "");
        }
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** The whole name behind a transcript's label. */
    @Nullable
    String speaker(@Nullable String label) {
        if (label == null) {
            return null;
        }
        int bracket = label.indexOf('(');
        var bare = bracket > 0 ? label.substring(0, bracket).strip() : label;
        var name = known.get(key(bare));
        if (name != null && !name.isEmpty()) {
            return name;
        }
        boolean oneCase = bare.equals(bare.toUpperCase(Locale.ROOT)) || bare.equals(bare.toLowerCase(Locale.ROOT));
        return oneCase ? capitalised(bare) : bare;
    }

    /** True for our side, false for theirs, null when unknown. */
    @Nullable
    Boolean ours(@Nullable String speaker) {
        return (speaker == null || !sides.containsValue(false)) ? null : sides.get(speaker);
    }

    /** The one other speaker of a talk between two; null otherwise. */
    @Nullable
    String otherThan(@Nullable String speaker) {
        if (speaker == null || speakers.size() != 2) {
            return null;
        }
        return speakers.getFirst().equals(speaker) ? speakers.getLast() : speakers.getFirst();
    }

    /** Makes a name as mentioned whole: "Victor" is Victor Huang if only one Victor occurs. */
    String whole(String mention) {
        var name = known.get(key(mention));
        if (name != null && !name.isEmpty()) {
            return name;
        }
        var longer = ambiguous.contains(mention) ? null : wholeNames.get(mention);
        return longer != null ? longer : capitalised(mention);
    }

    /** A participant or speaker by this name, in any case of letters. */
    @Nullable
    String known(String mention) {
        var name = known.get(key(mention));
        return name == null || name.isEmpty() ? null : name;
    }

    /** A word of a participant's mail domain: the customer's own name is not its competitor. */
    boolean isParty(String word) {
        return companies.contains(key(word)) || companies.contains(key(word).replace(" ", ""));
    }

    /** Everything in the text that is written like a name, common words left out. */
    static List<String> names(String text) {
        var names = new ArrayList<String>();
        var match = NAMES.matcher(text);
        while (match.find()) {
            var name = trimmed(match.group());
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    static boolean isCommon(String word) {
        return NOT_NAMES.contains(word.toLowerCase(Locale.ROOT));
    }

    private static String trimmed(String name) {
        var rest = name;
        while (!rest.isEmpty()) {
            int space = rest.indexOf(' ');
            var first = space < 0 ? rest : rest.substring(0, space);
            if (!isCommon(first)) {
                break;
            }
            rest = space < 0 ? "" : rest.substring(space + 1);
        }
        if (rest.endsWith("'s")) {
            rest = rest.substring(0, rest.length() - 2);
        }
        return rest;
    }

    private static String capitalised(String name) {
        var words = name.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                boolean label = words[i].indexOf('_') >= 0 || Character.isDigit(words[i].charAt(words[i].length() - 1));
                if (label) {
                    continue; // SPEAKER_00
                }
                boolean shout = words[i].length() > 3 && words[i].equals(words[i].toUpperCase(Locale.ROOT));
                var rest = words[i].substring(1);
                words[i] = words[i].substring(0, 1).toUpperCase(Locale.ROOT)
                        + (shout ? rest.toLowerCase(Locale.ROOT) : rest);
            }
        }
        return String.join(" ", words);
    }
}
