package app.rapport.conversations.transcript;

import app.rapport.platform.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON of meeting tools and recognisers without knowing each: somewhere there is a list of things that have a text, and
 * mostly a speaker and times, under one of a few dozen names.
 */
final class JsonShapes {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxTokenCount(2_000_000) // a tree of empty objects would fill the memory
                            .build())
                    .build())
            .build();
    private static final List<String> LISTS = List.of(
            "turns",
            "utterances",
            "segments",
            "monologues",
            "audio_segments",
            "sentences",
            "paragraphs",
            "entries",
            "cues",
            "captions",
            "messages",
            "phrases",
            "recognizedPhrases",
            "transcript",
            "transcripts",
            "transcription",
            "callTranscripts",
            "results",
            "result",
            "channels",
            "alternatives",
            "items",
            "data",
            "content",
            "conversation",
            "meeting");
    private static final List<String> TEXTS = List.of(
            "text",
            "transcript",
            "content",
            "sentence",
            "utterance",
            "message",
            "value",
            "caption",
            "words",
            "sentences",
            "elements",
            "nBest");
    private static final List<String> SPEAKERS = List.of(
            "speaker",
            "speaker_name",
            "speakerName",
            "speaker_label",
            "speakerLabel",
            "participant",
            "participantName",
            "user",
            "userName",
            "author",
            "name",
            "displayName",
            "who",
            "sender",
            "from",
            "speakerId",
            "speaker_id",
            "role",
            "channel");
    private static final List<String> NAMES = List.of("name", "displayName", "label", "fullName", "email", "id");
    private static final List<String> STARTS = List.of(
            "startMs",
            "start_ms",
            "startTimeMs",
            "offsetMilliseconds",
            "start",
            "start_time",
            "startTime",
            "startSeconds",
            "begin",
            "offset",
            "timestamp",
            "time",
            "ts",
            "at");
    private static final List<String> ENDS =
            List.of("endMs", "end_ms", "endTimeMs", "end", "end_time", "endTime", "endSeconds", "to");
    private static final List<String> LENGTHS =
            List.of("durationMs", "duration_ms", "duration", "durationMilliseconds");
    /** Beside a text of everything, the same cut by speaker. */
    private static final List<String> FINER = List.of("paragraphs", "utterances", "segments", "turns");

    private static final Set<String> INNER = Set.of("sentences", "words", "elements");

    private final Problems problems;
    private final List<Raw> found = new ArrayList<>();

    private JsonShapes(Problems problems) {
        this.problems = problems;
    }

    /** A time and whether its name or form already said its unit. */
    private record Moment(BigDecimal value, boolean millis) {}

    private record Raw(
            @Nullable String speaker,
            @Nullable Moment start,
            @Nullable Moment end,
            String text) {}

    /** Null when this is not JSON at all; empty when nothing in it looks like speech. */
    static @Nullable List<Cue> read(String content, Problems problems) {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JacksonException e) {
            return null;
        }
        var shapes = new JsonShapes(problems);
        shapes.search(root, 0);
        return shapes.cues();
    }

    private boolean search(JsonNode node, int depth) {
        if (depth > 8) {
            return false;
        }
        if (node.isArray()) {
            return list(node, depth);
        }
        if (!node.isObject()) {
            return false;
        }
        for (var name : LISTS) {
            var child = node.get(name);
            if (child != null && child.isContainer() && search(child, depth + 1)) {
                return true;
            }
        }
        for (var name : List.of("transcript", "text", "transcription")) {
            var whole = node.path(name).asString("");
            if (!whole.isBlank()) { // the whole talk as one string
                for (var cue : PlainText.read(Cleaning.text(whole))) {
                    found.add(new Raw(cue.speaker(), millis(cue.startMs()), null, cue.text()));
                }
                return !found.isEmpty();
            }
        }
        return false;
    }

    private static @Nullable Moment millis(@Nullable Long value) {
        return value == null ? null : new Moment(BigDecimal.valueOf(value), true);
    }

    private boolean list(JsonNode list, int depth) {
        int before = found.size();
        int number = 0;
        var silent = new ArrayList<Integer>();
        for (var item : list) {
            number++;
            if (item.isString() && depth > 0) {
                found.add(new Raw(null, null, null, item.asString()));
                continue;
            }
            var text = item.isObject() ? text(item) : null;
            if (text == null
                    || !hasPlainText(item)
                    || FINER.stream().anyMatch(name -> item.path(name).isContainer())) {
                int sofar = found.size();
                if (item.isContainer() && search(item, depth + 1) && found.size() > sofar) {
                    nameAll(sofar, item);
                    continue;
                }
            }
            if (text == null || text.isBlank()) {
                silent.add(number);
            } else {
                found.add(new Raw(speaker(item), start(item), end(item), text));
            }
        }
        boolean any = found.size() > before;
        if (any) {
            silent.forEach(at -> problems.add(
                    "Entry " + at + ": no text; it was left out.",
                    Wording.of("entry_without_text").with("entry", at)));
        }
        return any;
    }

    /** A speaker named on the paragraph around sentences that name none. */
    private void nameAll(int from, JsonNode around) {
        var speaker = speaker(around);
        if (speaker != null) {
            for (int i = from; i < found.size(); i++) {
                var raw = found.get(i);
                if (raw.speaker() == null) {
                    found.set(i, new Raw(speaker, raw.start(), raw.end(), raw.text()));
                }
            }
        }
    }

    private static boolean hasPlainText(JsonNode item) {
        for (var name : TEXTS) {
            var value = item.path(name);
            if (value.isString() && !value.asString().isBlank()) {
                return true;
            }
        }
        // words are pieces of one sentence; sentences may carry times of their own
        return item.path("words").isArray() || item.path("elements").isArray();
    }

    private static @Nullable String text(JsonNode item) {
        for (var name : TEXTS) {
            var value = item.path(name);
            if (value.isString() && !value.asString().isBlank()) {
                return value.asString();
            }
            if (value.isArray() && INNER.contains(name)) {
                var joined = new StringBuilder();
                for (var part : value) {
                    var piece = part.isString() ? part.asString() : piece(part);
                    if (!piece.isBlank()) {
                        joined.append(joined.isEmpty() ? "" : " ").append(piece.strip());
                    }
                }
                if (!joined.isEmpty()) {
                    return joined.toString();
                }
            }
        }
        return null;
    }

    private static String piece(JsonNode part) {
        for (var name : List.of("text", "value", "word", "punctuated_word", "content")) {
            if (part.path(name).isString()) {
                return part.path(name).asString();
            }
        }
        return "";
    }

    private static @Nullable String speaker(JsonNode item) {
        for (var name : SPEAKERS) {
            var value = item.path(name);
            if (value.isObject()) {
                for (var inner : NAMES) {
                    var text = value.path(inner).asString("");
                    if (!text.isBlank()) {
                        return Cleaning.text(text);
                    }
                }
            } else if (value.isNumber()) {
                return "Speaker " + value.asString();
            } else if (value.isString() && !value.asString().isBlank()) {
                return Cleaning.text(value.asString());
            }
        }
        return null;
    }

    private static @Nullable Moment start(JsonNode item) {
        return moment(item, STARTS);
    }

    private static @Nullable Moment end(JsonNode item) {
        var end = moment(item, ENDS);
        var start = start(item);
        var length = end == null && start != null ? moment(item, LENGTHS) : null;
        return length == null || start == null || length.millis() != start.millis()
                ? end
                : new Moment(start.value().add(length.value()), start.millis());
    }

    private static @Nullable Moment moment(JsonNode item, List<String> names) {
        for (var name : names) {
            var value = item.path(name);
            boolean inMillis = name.toLowerCase(Locale.ROOT).endsWith("ms") || name.endsWith("Milliseconds");
            if (value.isNumber()) {
                return sensible(value.decimalValue(), inMillis);
            }
            if (value.isString()) {
                var text = value.asString().strip();
                var clock = Timestamps.read(text);
                if (clock != null) {
                    return new Moment(BigDecimal.valueOf(clock), true);
                }
                var number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
                if (number.length() <= 15 && number.matches("\\d+(\\.\\d+)?")) {
                    return sensible(new BigDecimal(number), inMillis);
                }
            }
        }
        return null;
    }

    private static @Nullable Moment sensible(BigDecimal value, boolean millis) {
        return value.signum() < 0 || value.precision() - value.scale() > 15 ? null : new Moment(value, millis);
    }

    private List<Cue> cues() {
        int thousand = inSeconds() ? 1000 : 1;
        var cues = new ArrayList<Cue>(found.size());
        for (var raw : found) {
            var start = ms(raw.start(), thousand);
            var end = ms(raw.end(), thousand);
            cues.add(new Cue(
                    raw.speaker(),
                    start,
                    start != null && end != null && end < start ? null : end,
                    Cleaning.text(raw.text())));
        }
        return cues;
    }

    private static @Nullable Long ms(@Nullable Moment moment, int thousand) {
        if (moment == null) {
            return null;
        }
        var ms = moment.millis() ? moment.value() : moment.value().multiply(BigDecimal.valueOf(thousand));
        return ms.longValue() > 1000L * 3_600_000L ? null : ms.longValue();
    }

    /** Seconds or milliseconds? A fraction says seconds; else whichever makes people speak at about 15 characters a second. */
    private boolean inSeconds() {
        double last = 0;
        long characters = 0;
        for (var raw : found) {
            characters += raw.text().length();
            for (var moment : new Moment[] {raw.start(), raw.end()}) {
                if (moment != null && !moment.millis()) {
                    if (moment.value().stripTrailingZeros().scale() > 0) {
                        return true;
                    }
                    last = Math.max(last, moment.value().doubleValue());
                }
            }
        }
        if (last == 0) {
            return true;
        }
        double rate = characters / last;
        return Math.abs(Math.log(rate / 15)) <= Math.abs(Math.log(rate * 1000 / 15));
    }
}
