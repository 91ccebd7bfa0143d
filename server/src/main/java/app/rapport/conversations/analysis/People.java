package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Context.Participant;
import app.rapport.conversations.transcript.Transcript;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is who in a talk: makes "Sam" and "BRENDA" the people they are. */
final class People {
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Boolean> given = new HashMap<>();
    private final Sides sides;
    private final Map<String, String> wholeNames = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();
    private final List<String> speakers;
    private final Set<String> ourNames = new HashSet<>();
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
            for (var name : Names.in(turn.text())) {
                int space = name.indexOf(' ');
                if (space > 0) {
                    var other = wholeNames.putIfAbsent(name.substring(0, space), name);
                    if (other != null && !other.equals(name)) {
                        ambiguous.add(name.substring(0, space));
                    }
                }
            }
        }
        sides = new Sides(transcript, sidesOf(transcript));
        for (var label : transcript.speakers()) {
            var name = speaker(label);
            if (name != null && Boolean.TRUE.equals(sides.of(label))) {
                ourNames.add(name);
            }
        }
        given.forEach((name, ours) -> {
            if (ours) {
                ourNames.add(name);
            }
        });
    }

    /** Of those whose side is certain: our own users, and, when there are any, everybody else who has an address. */
    private Map<String, Boolean> sidesOf(Transcript transcript) {
        Map<String, Boolean> certain = new HashMap<>();
        boolean anyOfUs = given.containsValue(true);
        for (var label : transcript.speakers()) {
            var side = given.get(speaker(label));
            if (side != null && (side || anyOfUs)) {
                certain.put(label, side);
            }
        }
        return certain;
    }

    private void know(Participant participant) {
        var name = participant.name().strip();
        if (name.isEmpty()) {
            return;
        }
        alias(name, name);
        var email = participant.email();
        if (participant.internal() || email != null) {
            given.put(name, participant.internal());
        }
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
        return oneCase ? Names.capitalised(bare) : bare;
    }

    /** True for our side, false for theirs, null when unknown. */
    @Nullable
    Boolean ours(@Nullable String label) {
        return sides.of(label);
    }

    /** True for the whole name of somebody who spoke for our side. */
    boolean isOurs(String name) {
        return ourNames.contains(name);
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
        return longer != null ? longer : Names.capitalised(mention);
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
}
