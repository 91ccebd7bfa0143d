package app.rapport.conversations.analysis;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows what people undertake from what they merely say: "I'll send" is work, "I'll be honest" is not. */
final class Verbs {
    private static final Set<String> WORK = Set.of(
            ("send share provide forward email e-mail mail write draft prepare put set schedule book arrange organise organize plan call phone"
                            + " ring ping message contact reach follow check verify confirm look dig investigate find ask talk speak discuss raise bring"
                            + " take make create build add update fix open file close review test try run replay restore roll rework revise adjust"
                            + " change compile collect gather export import upload download document remind invite introduce connect circulate"
                            + " distribute submit deliver ship sign order pay approve decide propose present show train host attend escalate loop push"
                            + " chase clarify estimate calculate quote finalise finalize complete finish start launch install configure migrate clean"
                            + " merge move transfer hand pick choose select evaluate compare assign give tell do turn switch negotiate search work"
                            + " report drop go reserve secure request apply register resolve handle coordinate post publish print map measure analyse"
                            + " analyze research reissue reset extend copy get come have let be kick grant enable disable issue define outline supply"
                            + " mock sketch pull scan sort flag ensure redo rebuild brief inform name stop note figure"
                            + " process refund credit involve line walk demo text nudge summarise summarize recap deploy replace return cover")
                    .split(" ", -1));
    /** What one is, feels, thinks or only says: "I'll see", "I'll be honest", "I'll admit". */
    private static final Set<String> STATE = Set.of(
            ("yes yeah sure okay more not never the be know see think believe guess say admit hear understand remember forget forgive"
                            + " hold wait stay miss listen need want like love hate hope feel mean bet agree wish keep continue"
                            + " lose win become seem appear learn live leave die buy enjoy appreciate expect assume suppose"
                            + " imagine notice cost fit matter depend happen end grow sleep eat drink relax worry doubt mind"
                            + " pass defend count read watch explain describe elaborate repeat stick trust disagree laugh cry"
                            + " kill save grab quit retire second settle stand sit spend jump step drive fly travel refuse"
                            + " accept object complain apologise apologize promise swear survive manage fail struggle afford"
                            + " deserve owe own belong always still probably definitely mostly usually only even maybe you your"
                            + " that this then")
                    .split(" ", -1));

    /** For "let's" and "we should": what two sides plan to do after the talk rather than in it. */
    private static final Set<String> PLANNED = Set.of(
            ("schedule plan set start get meet take review book arrange kick agree involve test try run define prepare draft send share"
                            + " invite organise organize finalise finalize fix decide do pilot launch sync reconnect regroup reconvene create build put")
                    .split(" ", -1));

    private static final Pattern ADVERB = Pattern.compile(
            "^(?:also|then|just|probably|definitely|certainly|gladly|happily|quickly|personally|first|actually|still|now|at least|go ahead and|try to|try and"
                    + "|be happy to|be glad to|offer to|be able to|make sure (?:to|that (?:i|we) )|be sure to|maybe|perhaps|immediately|have to|need to|gonna|get to)\\s+",
            Pattern.CASE_INSENSITIVE);
    /** Talk about the talk, idioms and small favours: looks like a promise and is none. */
    private static final Pattern IDLE = Pattern.compile(
            "^(?:tell you|let you (?!know|have)|give you (?:an example|that one|a (?:bit|second|minute|moment))|take (?:that|it|your word|the blame|a (?:guess|breath|moment))\\b(?! (?:up|to|away|over|back|with|offline))"
                    + "|show you (?:now|here|this|how|the demo)\\b|be (?!in touch|back)|have (?!(?:an answer|news|something|an update)\\b|(?:it|that|this|them|those|the .{1,40}|a .{1,40}) (?:ready|done|to|for|by|over)\\b|a (?:word|look|chat|think)|(?:it|that|this|them|the [^.]{1,30}) [a-z]+ed\\b|our|my|someone|somebody)"
                    + "|come (?!back)|go (?!through|over|back|into)|get (?:it|that|there|used|started|going|into (?:that|it)|to (?:that|it|the point))\\b(?! (?:to|over|done|ready|fixed|sorted|sent|back|from))"
                    + "|do (?:my best|what i can|it again|better)|look (?:at (?:it|that) differently|forward)|send you (?:a |the )?(?:picture|photo|pic|postcard)|talk (?:about|through|you|as)|speak (?:about|openly|frankly)|start (?:with|by|off|over)|ask you|show you|put (?:it|that) (?:this|another|like|differently)"
                    + "|work (?:for|with) (?:us|me|you)|make (?:sense|a difference|sure (?:that |it |this )*(?:doesn't|does not|never|won't|isn't))|move on|turn (?:to|out)|run out|give (?:up|in)|take (?:place|time|long)|do (?:that|it) (?:again|twice)|call it|take a step|let (?:it|that)|bring us|bring (?:me|you) to|walk you|walk through|recap|summari[sz]e quickly)",
            Pattern.CASE_INSENSITIVE);

    private Verbs() {}

    /** The verb phrase without adverbs, if it is work somebody can be held to; else null. */
    static @Nullable String work(String phrase) {
        var bare = bare(phrase);
        return WORK.contains(first(bare)) && !IDLE.matcher(bare).find() ? bare : null;
    }

    /** Of what somebody undertakes in person, or is asked to do, all counts that is more than feeling, thinking or saying. */
    static @Nullable String deed(String phrase) {
        var bare = bare(phrase);
        var first = first(bare);
        boolean doing = first.length() > 2 && !STATE.contains(first) && !first.endsWith("ing") && !first.endsWith("ly");
        return (WORK.contains(first) || doing) && !IDLE.matcher(bare).find() ? bare : null;
    }

    static @Nullable String planned(String phrase) {
        var bare = bare(phrase);
        var first = first(bare);
        if (first.equals("talk")
                || first.equals("speak")
                || first.equals("catch")
                || first.equals("touch")
                || first.equals("follow")) {
            return bare.matches(
                            "(?i)(?:talk|speak) (?:again|next|then|on|in|tomorrow)\\b.*|catch up.*|touch base.*|follow up.*")
                    ? bare
                    : null;
        }
        return PLANNED.contains(first) && !IDLE.matcher(bare).find() ? bare : null;
    }

    private static String bare(String phrase) {
        var bare = phrase.strip();
        for (int i = 0; i < 3; i++) {
            bare = ADVERB.matcher(bare).replaceFirst("");
        }
        return bare;
    }

    static String first(String phrase) {
        int end = 0;
        while (end < phrase.length() && (Character.isLetter(phrase.charAt(end)) || phrase.charAt(end) == '-')) {
            end++;
        }
        return phrase.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
