package app.rapport.sandbox.elevenlabs;

import app.rapport.sandbox.Call;
import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import app.rapport.sandbox.Ledger;
import app.rapport.sandbox.Multipart;
import app.rapport.sandbox.Reply;
import app.rapport.sandbox.SimulatedProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One ElevenLabs account with one API key. */
public final class ElevenLabs implements SimulatedProvider {
    private static final String KEY = "sk_rapport_sandbox_elevenlabs";
    private static final long LARGEST_SAMPLE = 10L * 1024 * 1024;

    private final Clock clock;
    private final Ledger ledger;
    private final Map<String, ObjectNode> voices = new LinkedHashMap<>();
    private final Account account = new Account();
    private boolean keyRevoked;

    public ElevenLabs(Clock clock, Ledger ledger) {
        this.clock = clock;
        this.ledger = ledger;
        seed();
        for (var kept : ledger.open()) {
            if (kept.path("deleted").asBoolean(false)) {
                voices.remove(Json.text(kept, "voice_id", ""));
            } else {
                voices.put(Json.text(kept, "voice_id", ""), without(kept, "key"));
            }
        }
    }

    private static ObjectNode without(ObjectNode json, String name) {
        json.remove(name);
        return json;
    }

    private void seed() {
        voices.clear();
        keep(voice("SandboxVoiceAlto0001", "Alto", "premade"));
        keep(voice("SandboxVoiceTenor002", "Tenor", "premade"));
    }

    private void keep(ObjectNode voice) {
        voices.put(Json.text(voice, "voice_id", ""), voice);
    }

    private ObjectNode voice(String id, String name, String category) {
        var voice = Json.object().put("voice_id", id).put("name", name).put("category", category);
        voice.putObject("labels");
        voice.putArray("available_for_tiers");
        voice.putArray("high_quality_base_model_ids").add("eleven_multilingual_v2");
        voice.putArray("samples");
        return voice.put("created_at_unix", clock.instant().getEpochSecond());
    }

    @Override
    public String id() {
        return "elevenlabs";
    }

    @Override
    public synchronized Reply answer(Call call) {
        try {
            var key = call.header("xi-api-key");
            if (keyRevoked || !KEY.equals(key)) {
                throw new Refused(401, "invalid_api_key", "Invalid API key");
            }
            return route(call, call.method() + " " + String.join("/", call.segments()), call.segments());
        } catch (Refused refused) {
            if (refused.callersFault()) {
                call.problem(refused.words());
            }
            return refused.reply();
        } finally {
            ledger.commit();
        }
    }

    private Reply route(Call call, String asked, List<String> path) {
        if (path.size() == 3
                && path.get(1).equals("text-to-speech")
                && call.method().equals("POST")) {
            return new TextToSpeech(account).answer(call, found(path.get(2)));
        }
        if (path.size() == 3 && asked.startsWith("GET v1/voices/")) {
            return Reply.json(200, found(path.get(2)));
        }
        if (path.size() == 3 && asked.startsWith("DELETE v1/voices/")) {
            return delete(found(path.get(2)));
        }
        return switch (asked) {
            case "GET v1/user" -> Reply.json(200, user());
            case "GET v1/user/subscription" -> Reply.json(200, account.subscription(cloned()));
            case "GET v1/models" -> Reply.json(200, TextToSpeech.models());
            case "GET v2/voices" -> Reply.json(200, list(call));
            case "POST v1/voices/add" -> add(call);
            default -> throw new Refused(404, "not_found", "Not Found");
        };
    }

    private ObjectNode found(String id) {
        var voice = voices.get(id);
        if (voice == null) {
            throw Refused.noSuchVoice(id);
        }
        return voice;
    }

    private Reply delete(ObjectNode voice) {
        if (!Json.text(voice, "category", "").equals("cloned")) {
            throw new Refused(400, "voice_not_deletable", "Only your own voices can be deleted.");
        }
        var id = Json.text(voice, "voice_id", "");
        voices.remove(id);
        ledger.touch(id, () -> Json.object().put("voice_id", id).put("deleted", true));
        return Reply.json(200, Json.object().put("status", "ok"));
    }

    private ObjectNode user() {
        var json = Json.object().put("user_id", "sandbox-user").put("is_new_user", false);
        json.set("subscription", account.subscription(cloned()));
        return json.put("can_use_delayed_payment_methods", false).put("is_onboarding_completed", true);
    }

    private int cloned() {
        return (int) voices.values().stream()
                .filter(voice -> Json.text(voice, "category", "").equals("cloned"))
                .count();
    }

    private ObjectNode list(Call call) {
        var wanted = call.parameter("search", "").toLowerCase(Locale.ROOT);
        var matching = voices.values().stream()
                .filter(voice ->
                        Json.text(voice, "name", "").toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        var from = Integer.parseInt(call.parameter("next_page_token", "0"));
        var to = Math.min(matching.size(), from + Integer.parseInt(call.parameter("page_size", "10")));
        var json = Json.object();
        json.putArray("voices").addAll(matching.subList(Math.min(from, to), to));
        json.put("has_more", to < matching.size()).put("total_count", matching.size());
        return json.put("next_page_token", to < matching.size() ? String.valueOf(to) : null);
    }

    private Reply add(Call call) {
        var parts = Multipart.parts(call);
        var name = parts.stream()
                .filter(part -> part.name().equals("name"))
                .map(Multipart.Part::text)
                .findFirst();
        var samples = parts.stream()
                .filter(part -> part.name().equals("files") && part.file() != null)
                .toList();
        if (name.isEmpty() || samples.isEmpty()) {
            call.problem("name and files are needed");
            return Refused.missing(name.isEmpty() ? "name" : "files");
        }
        account.mayClone(cloned());
        if (samples.stream().anyMatch(sample -> sample.bytes().length > LARGEST_SAMPLE)) {
            throw new Refused(400, "upload_file_size_exceeded", "A sample must not be larger than 10MB.");
        }
        var voice = voice(UUID.randomUUID().toString().replace("-", "").substring(0, 20), name.get(), "cloned");
        var kept = voice.putArray("samples");
        for (var sample : samples) {
            kept.addObject()
                    .put(
                            "sample_id",
                            UUID.randomUUID().toString().replace("-", "").substring(0, 20))
                    .put("file_name", sample.file())
                    .put("mime_type", "application/octet-stream")
                    .put("size_bytes", sample.bytes().length)
                    .put("hash", Integer.toHexString(java.util.Arrays.hashCode(sample.bytes())));
        }
        keep(voice);
        ledger.touch(Json.text(voice, "voice_id", ""), voice::deepCopy);
        return Reply.json(
                200, Json.object().put("voice_id", Json.text(voice, "voice_id")).put("requires_verification", false));
    }

    @Override
    public Reply failure(int status, @Nullable String code) {
        var word = code != null
                ? code
                : switch (status) {
                    case 401 -> "invalid_api_key";
                    case 404 -> "voice_not_found";
                    case 429 -> "rate_limit_exceeded";
                    default -> "system_error";
                };
        var message = switch (word) {
            case "invalid_api_key" -> "Invalid API key";
            case "quota_exceeded" -> "This request exceeds your quota.";
            case "rate_limit_exceeded" -> "You have exceeded your rate limit.";
            case "concurrent_limit_exceeded" -> "Too many concurrent requests.";
            case "system_busy" -> "The system is experiencing heavy traffic, please try again.";
            default -> "Something went wrong.";
        };
        return new Refused(status, word, message).reply();
    }

    @Override
    public Collection<String> types() {
        return List.of("voices");
    }

    @Override
    public synchronized List<ObjectNode> records(String type) {
        if (!type.equals("voices")) {
            throw new IllegalArgumentException("no such type: " + type);
        }
        return new ArrayList<>(voices.values());
    }

    @Override
    public int count(String type) {
        return records(type).size();
    }

    @Override
    public synchronized ObjectNode add(String type, ObjectNode fields) {
        records(type);
        var voice = voice(
                UUID.randomUUID().toString().replace("-", "").substring(0, 20),
                Json.text(fields, "name", "Voice"),
                Json.text(fields, "category", "cloned"));
        keep(voice);
        ledger.touch(Json.text(voice, "voice_id", ""), voice::deepCopy);
        ledger.commit();
        return voice;
    }

    @Override
    public synchronized @Nullable ObjectNode change(String type, String id, ObjectNode fields) {
        records(type);
        var voice = voices.get(id);
        if (voice != null) {
            voice.setAll(fields);
            ledger.touch(id, voice::deepCopy);
            ledger.commit();
        }
        return voice;
    }

    @Override
    public synchronized ObjectNode state() {
        return account.state().put("apiKey", KEY).put("keyRevoked", keyRevoked);
    }

    @Override
    public void expireTokens() {
        revokeTokens(); // a key does not expire by itself
    }

    @Override
    public synchronized void revokeTokens() {
        keyRevoked = true;
    }

    @Override
    public List<String> settings() {
        return Account.SETTINGS;
    }

    @Override
    public synchronized void set(Given wanted) {
        account.set(wanted);
    }

    @Override
    public @Nullable Reply control(Call call, List<String> path) {
        return null;
    }

    @Override
    public synchronized void reset() {
        seed();
        ledger.clear();
        account.reset();
        keyRevoked = false;
    }
}
