package app.rapport.conversations.analysis;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes "send you the proposal with two options by Friday, so that you can compare" into "Send John the proposal with two options". */
final class Titles {
    private static final int LONGEST = 140;
    private static final Pattern AFTERTHOUGHT = Pattern.compile(
            "(?:,? (?:so that|because|since|otherwise|or else|as soon as|once|if|when|while|but|which|as discussed|before we|after we)\\b|, (?:so|and then|okay|ok|right|please|as|then|he|she|they|it|we|i)\\b| (?:so|and see|and come back|and get back|and let (?:you|me|us) know)\\b).*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TAIL = Pattern.compile(
            "(?:[,;:]|\\s)+(?:please|okay|ok|then|for sure|thanks|thank you|by|on|at|for|until|till|before|within|in|and|or|to|the|at the latest|right away|straight away|alright|early|late|later|though|too|as well|lunchtime|morning|afternoon|evening)?[.!?…,;]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PRONOUN_OBJECT = Pattern.compile(
            "^(?:do|send|share|get|have|forward|give|take|create|make|write|check|provide|finish|fix|prepare|show|email|deliver|try|pass|put|go|look|add|mail|change|update|include|set|arrange|sort|handle|upload|draft|post|pull|run|build|test|confirm|print|scan|copy|drop|resend)\\b(?: (?:you|me|him|her|us|through|over|into|at|with))? ?(?:that|it|this|them|those|these|so|one|some)?(?: (?:ready|over|done|to you|to him|to her|to them|across|out|through|for you|today|then|back))*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern HOLLOW = Pattern.compile(
            "(?i)do (?:that|it|this)\\b.*|(?:get|send|have) (?:it|that|them|those) (?:over )?to you\\b.*|send you (?:it|that|them|those|both)\\b.*"
                    + "|get (?:it|that|those|them|these) (?:over|across|out|back)(?: to \\w+)?"
                    + "|(?:have|get) (?:it|that|them|those) \\w+(?:ed|ent|one|one so)\\b.*"
                    + "|(?:have|get|find|know) (?:you )?(?:an answer|news|something|more|an update)(?: (?:for|to) you)?|know more|(?:come|get) back(?: to you)?(?: (?:on|about|with) (?:that|it|this|those))?");

    private Titles() {}

    /**
     * @param to who "you" is in these words, by whole name; null when that is not one person
     * @param from who "me" is in these words
     */
    static String of(String phrase, DueDates dates, @Nullable String to, @Nullable String from) {
        var text = cutDate(phrase.strip(), dates);
        text = AFTERTHOUGHT.matcher(text).replaceFirst("");
        text = cutDate(text, dates);
        text = bare(text);
        text = text.replaceAll("(?i)\\b(?:um|uh|like|you know),?\\s+(?=[a-z])", "");
        text = persons(text, to, from);
        text = text.replaceAll("(?i)^(send) (\\p{Lu}\\S*) (it|that|them|those)\\b", "$1 $3 to $2");
        text = text.replaceAll(" {2,}", " ").replaceAll("\\bi(?=\\b|')", "I").strip();
        return shortened(Words.capital(text));
    }

    /** True for "do that", "send it over": says nothing without what was asked. */
    static boolean isHollow(String phrase, DueDates dates) {
        var text = cutDate(phrase.strip(), dates);
        text = AFTERTHOUGHT.matcher(text).replaceFirst("");
        text = bare(text);
        return PRONOUN_OBJECT.matcher(text).matches() || HOLLOW.matcher(text).matches();
    }

    private static String bare(String text) {
        var bare = text.replaceAll("[.!?…\\s]+$", "");
        for (int i = 0; i < 4; i++) {
            bare = TAIL.matcher(bare).replaceFirst("").strip();
        }
        return bare;
    }

    private static String cutDate(String text, DueDates dates) {
        var cut = text;
        for (int i = 0; i < 2; i++) {
            var found = dates.in(cut);
            if (found.isEmpty()) {
                return cut;
            }
            var last = found.getLast();
            if (last.strength() == 0) {
                return cut;
            }
            var rest = cut.substring(last.end());
            if (rest.length() > 25 && !rest.startsWith(",")) {
                return cut; // the day stands in the middle
            }
            int start = last.start();
            cut = cut.substring(0, start).strip()
                    + (rest.isBlank()
                                    || rest.matches(
                                            "[.!,; ]*(?:morning|afternoon|evening|lunchtime|noon|then)?[.!,; ]*|(?:,| at| so| when| and).*")
                            ? ""
                            : rest);
        }
        return cut;
    }

    private static String persons(String text, @Nullable String to, @Nullable String from) {
        var named = text;
        named = named.replaceAll("(?i)\\b(?:back )?to you\\b", to == null ? "" : to(named, to))
                .replaceAll("(?i)\\bfor you\\b", to == null ? "" : "for " + firstName(to));
        named = named.replaceAll("(?i)\\bwith you\\b", to == null ? "together" : "with " + firstName(to));
        named = named.replaceAll(
                "(?i)(?<=[a-z] )you(?= (?:the|a|an|our|my|those|that|it|two|some|all|know|in|on|to|by|directly|with)\\b)",
                to == null ? "" : firstName(to));
        named = named.replaceAll("(?i)(?<=[a-z] )(?<!of )you$", to == null ? "" : firstName(to));
        named = named.replaceAll("(?i)\\byour\\b", "the");
        if (from != null) {
            named = named.replaceAll("(?i)\\b(?:me|us)\\b", firstName(from))
                    .replaceAll("(?i)^(\\w+) my\\b", "$1 " + firstName(from) + "'s");
        } else {
            named = named.replaceAll("(?i)\\b(?:to me|to us|for me|for us)\\b", "")
                    .replaceAll("(?i)(?<=^\\w{1,20} )(?:me|us) ", "");
        }
        return named;
    }

    private static String to(String text, String to) {
        return (text.toLowerCase(java.util.Locale.ROOT).contains("back to you") ? "back to " : "to ") + firstName(to);
    }

    private static String firstName(String name) {
        int space = name.indexOf(' ');
        var first = space < 0 ? name : name.substring(0, space);
        return first.equalsIgnoreCase("speaker") || first.endsWith(".")
                ? name.replace("$", "")
                : first.replace("$", "");
    }

    private static String shortened(String title) {
        if (title.length() <= LONGEST) {
            return title;
        }
        int space = title.lastIndexOf(' ', LONGEST);
        return title.substring(0, space > LONGEST / 2 ? space : LONGEST) + "…";
    }
}
