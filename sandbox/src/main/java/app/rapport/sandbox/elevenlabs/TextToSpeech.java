package app.rapport.sandbox.elevenlabs;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.voice.Speaker;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says a text in one of the voices; bare samples and WAV only, for the sandbox has no encoder. */
final class TextToSpeech {
    private static final String USUAL = "eleven_multilingual_v2";
    private static final Map<String, Integer> LONGEST =
            Map.of("eleven_v3", 3_000, USUAL, 10_000, "eleven_flash_v2_5", 40_000, "eleven_turbo_v2_5", 40_000);
    private static final List<String> SETTLED_LANGUAGE = List.of("eleven_flash_v2_5", "eleven_turbo_v2_5");
    private static final Pattern FORMAT = Pattern.compile("(pcm|wav)_(8000|16000|22050|24000|32000|44100|48000)");

    private final Account account;

    TextToSpeech(Account account) {
        this.account = account;
    }

    Reply answer(Call call, ObjectNode voice) {
        if (!(call.json() instanceof ObjectNode body)
                || Json.text(body, "text", "").isBlank()) {
            call.problem("text is needed");
            return Refused.missing("text");
        }
        var text = Json.text(body, "text", "");
        var model = Json.text(body, "model_id", USUAL);
        var longest = LONGEST.get(model);
        if (longest == null) {
            throw new Refused(400, "model_not_found", "A model with model ID " + model + " does not exist.");
        }
        if (text.length() > longest) {
            throw new Refused(
                    400,
                    "max_character_limit_exceeded",
                    "This request's text has " + text.length() + " characters and exceeds the character limit of "
                            + longest + " characters.");
        }
        if (body.hasNonNull("language_code") && !SETTLED_LANGUAGE.contains(model)) {
            throw new Refused(
                    400, "unsupported_language", "Model '" + model + "' does not support the language_code parameter.");
        }
        var wanted = call.parameter("output_format", "mp3_44100_128");
        var format = FORMAT.matcher(wanted);
        if (!format.matches()) {
            return Reply.refuse(501, "the sandbox speaks pcm_* and wav_* only, not " + wanted);
        }
        var rate = Integer.parseInt(format.group(2));
        if (rate >= 44_100 && !account.pro()) {
            throw new Refused(
                    403, "output_format_not_allowed", "Your subscription does not allow the format " + wanted + ".");
        }
        account.spend(text.length());
        var speed = body.path("voice_settings").path("speed").asDouble(1);
        var pcm = Speaker.pcm(text, Json.text(voice, "voice_id", ""), rate, speed);
        var wav = format.group(1).equals("wav");
        return new Reply(
                200,
                Map.of(
                        "Content-Type",
                        wav ? "audio/wav" : "audio/pcm",
                        "request-id",
                        UUID.randomUUID().toString().replace("-", ""),
                        "character-cost",
                        String.valueOf(text.length()),
                        "current-concurrent-requests",
                        "1",
                        "maximum-concurrent-requests",
                        "5"),
                wav ? Speaker.wav(pcm, rate) : pcm);
    }

    static ArrayNode models() {
        var models = Json.array();
        LONGEST.keySet().stream().sorted().forEach(id -> {
            var model = models.addObject()
                    .put("model_id", id)
                    .put("name", id)
                    .put("can_be_finetuned", false)
                    .put("can_do_text_to_speech", true)
                    .put("can_do_voice_conversion", false)
                    .put("can_use_style", true)
                    .put("can_use_speaker_boost", true)
                    .put("serves_pro_voices", false)
                    .put("token_cost_factor", 1.0)
                    .put("description", "")
                    .put("requires_alpha_access", false)
                    .put("max_characters_request_free_user", 2_500)
                    .put("max_characters_request_subscribed_user", LONGEST.get(id))
                    .put("maximum_text_length_per_request", LONGEST.get(id))
                    .put("concurrency_group", "standard");
            var languages = model.putArray("languages");
            languages.addObject().put("language_id", "en").put("name", "English");
            languages.addObject().put("language_id", "ar").put("name", "Arabic");
            model.putObject("model_rates").put("character_cost_multiplier", 1.0);
        });
        return models;
    }
}
