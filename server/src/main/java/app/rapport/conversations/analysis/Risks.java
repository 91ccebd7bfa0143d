package app.rapport.conversations.analysis;

import app.rapport.conversations.analysis.Analysis.Insight;
import app.rapport.conversations.analysis.Analysis.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may go wrong with this customer, in the customer's words. */
final class Risks {
    private static final int MOST = 6;
    private static final Pattern GRAVE = Pattern.compile(
            "(?i)\\b(?:cancel(?:l?ed|ling)?|churn|terminate|not (?:sure (?:we'll|we will|if we|that we)|acceptable|renew)|won't (?:renew|commit|extend)|leave you|tell (?:her|him|them) to leave|to leave\\b|walk away|threaten(?:s|ed|ing)?|revolt|otherwise you|or else we|won't fly|(?:a|be a) no from (?:us|me)|no-go|switch away|moving (?:some |our |the )?(?:teams?|users?|people)? ?(?:over|away)|furious|fed up|lost patience|deal[- ]?breaker|falls over|fall through|refuse to|stop using|can't do that twice)\\b"
                    + "|إلغاء|نلغي|لن نجدد|لا نجدد");
    private static final Pattern WORRY = Pattern.compile(
            "(?i)\\b(?:risks?\\b(?! assessment)|risky|worr(?:y|ies|ied)|headache|useless|awful|terrible|unusable|insist(?:s)? on|out of sync|not with a further|leak(?:s|ed)|(?:real|big|huge|serious|major|biggest) (?:problem|issue|worry|headache)|struggl(?:e|es|ing)|broken|breaks|bugs?|messy|annoy(?:ed|ing)|patchwork|twice as long|lost (?:our|three|two|a whole)|attached to it|hard sell|hated|can(?:'t|not) get (?:it|them|this) to|never adopted|has been in touch|fears?\\b|s[ck]eptical|angry|(?:isn't|not) funded|didn't take to|stopped (?:a|the|our|us)|held up|got lost|must not happen|bit of an unknown|waiting for (?:the|it|months|weeks|this)|illegible|embarrassing|nonexistent|not (?:happy|satisfied|convinced|good enough)|crash(?:es|ed|ing)?|concern(?:s|ed)?|afraid (?:that|of)|nervous|blocked|blockers?|blocking|delay(?:s|ed)?|drags? on|behind schedule|weeks? behind|months behind|slips?|miss the|outages?|down (?:twice|again|all)|unhappy|frustrat(?:ed|ing)|disappointed|complain(?:ed|s|ts?)|hates? it|gripe|painful|fail(?:s|ed|ing|ure)|never (?:showed up|worked|arrived)|(?:lost|lose) (?:a |our |some )?(?:data|day|records|numbers|customers)|too (?:slow|expensive|complicated)|weak(?: spot)?|is (?:poor|a mess|terrible)|has not agreed|hasn't agreed|cannot roll out|can't roll out|go back to|may take months|took (?:\\w+ )?(?:eleven|ten|twelve|two|three|four|five|six|\\d+) (?:days|weeks|months)|offered us|cheaper|behind\\b(?= their| the competition|[.,]|$)|nobody (?:used|uses|updates))\\b"
                    + "|قلق|قلقي|مخاوف|نخشى|مشكلة|المشكلة|تأخر|تتأخر|يتأخر|ضعيف|بطيء|توقف|غاضب|معلق|بسعر أقل|أرخص|يقلق|بطيئة|سعرهم أقل|غير راض|ملاحظة على|خطر|المخاطر");
    private static final Pattern NONE = Pattern.compile(
            "(?i)\\b(?:no (?:problem|worries|concerns?|risks?|issues?|delay)|not (?:worried|concerned|a problem|at all)|don't worry|nothing (?:was lost|dramatic)|isn't a (?:problem|risk|concern)|without (?:any )?(?:problem|delay)s?|never fails?|no longer)\\b|لا مشكلة|بدون مشاكل|لا تقلق");

    private Risks() {}

    private record Scored(List<Sentence> sentences, double score) {
        int order() {
            return sentences.getFirst().order();
        }

        int turn() {
            return sentences.getFirst().turn();
        }

        Insight insight() {
            var text = sentences.stream()
                    .map(sentence -> Words.written(sentence.text()))
                    .collect(Collectors.joining(" "));
            var quote = sentences.stream().map(Sentence::text).collect(Collectors.joining(" "));
            return new Insight(Kind.RISK, text, quote, turn(), null, null, null);
        }
    }

    static List<Insight> in(List<Sentence> talk) {
        var scored = new ArrayList<Scored>();
        for (var sentence : talk) {
            double score = score(sentence);
            if (score >= 1) {
                add(scored, new Scored(List.of(sentence), score));
            }
        }
        return scored.stream()
                .sorted(Comparator.comparingDouble((Scored one) -> -one.score()).thenComparingInt(Scored::order))
                .limit(MOST)
                .sorted(Comparator.comparingInt(Scored::order))
                .map(Scored::insight)
                .toList();
    }

    /** What follows in the same breath belongs to the same risk; in one turn the graver one counts. */
    private static void add(List<Scored> scored, Scored next) {
        var last = scored.isEmpty() ? null : scored.getLast();
        if (last == null || last.turn() != next.turn()) {
            scored.add(next);
            return;
        }
        scored.removeLast();
        if (next.order() - last.sentences().getLast().order() == 1) {
            var both = new ArrayList<>(last.sentences());
            both.addAll(next.sentences());
            scored.add(new Scored(both, last.score() + next.score()));
        } else {
            scored.add(next.score() > last.score() ? next : last);
        }
    }

    private static double score(Sentence sentence) {
        if (sentence.isQuestion()
                || (sentence.saidByUs() && !sentence.text().matches("(?i).*\\b(?:blocked|blocker|at risk)\\b.*"))
                || sentence.text().length() < 12) {
            return 0;
        }
        double score = 0;
        var grave = GRAVE.matcher(sentence.text());
        if (grave.find()) {
            score += 2;
        }
        var worry = WORRY.matcher(sentence.text());
        while (worry.find() && score < 4) {
            score += 1;
        }
        if (NONE.matcher(sentence.text()).find()) {
            score -= 1.5;
        }
        return score;
    }
}
