package app.rapport.sandbox.elevenlabs;

import app.rapport.sandbox.Given;
import app.rapport.sandbox.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What the account may do and has used up. */
final class Account {
    static final List<String> SETTINGS =
            List.of("characterLimit", "charactersUsed", "voiceLimit", "canClone", "pcm44100");

    private long limit;
    private long used;
    private long voiceLimit;
    private boolean canClone;
    private boolean pro;

    Account() {
        reset();
    }

    void reset() {
        limit = 100_000;
        used = 0;
        voiceLimit = 10;
        canClone = true;
        pro = false;
    }

    void set(Given wanted) {
        limit = wanted.number("characterLimit", limit);
        used = wanted.number("charactersUsed", used);
        voiceLimit = wanted.number("voiceLimit", voiceLimit);
        canClone = wanted.flag("canClone", canClone);
        pro = wanted.flag("pcm44100", pro);
    }

    /** Only the larger plans get bare samples at the full rate. */
    boolean pro() {
        return pro;
    }

    /** Too little left is told with status 401, as if the key were wrong. */
    void spend(int characters) {
        if (used + characters > limit) {
            throw new Refused(
                    401,
                    "quota_exceeded",
                    "This request exceeds your quota of " + limit + ". You have " + (limit - used)
                            + " credits remaining, while " + characters + " credits are required for this request.");
        }
        used += characters;
    }

    void mayClone(int already) {
        if (!canClone) {
            throw new Refused(
                    401,
                    "missing_permissions",
                    "Your subscription has no access to instant voice cloning, please upgrade.");
        }
        if (already >= voiceLimit) {
            throw new Refused(
                    400,
                    "voice_limit_reached",
                    "You have reached your maximum amount of custom voices (" + already + " / " + voiceLimit + ").");
        }
    }

    ObjectNode subscription(int cloned) {
        return Json.object()
                .put("tier", pro ? "pro" : "creator")
                .put("character_count", used)
                .put("character_limit", limit)
                .putNull("max_character_limit_extension")
                .put("can_extend_character_limit", false)
                .put("allowed_to_extend_character_limit", false)
                .putNull("next_character_count_reset_unix")
                .put("voice_slots_used", cloned)
                .put("professional_voice_slots_used", 0)
                .put("voice_limit", voiceLimit)
                .put("voice_add_edit_counter", 0)
                .put("professional_voice_limit", 1)
                .put("can_extend_voice_limit", false)
                .put("can_use_instant_voice_cloning", canClone)
                .put("can_use_professional_voice_cloning", false)
                .put("status", "active")
                .put("has_open_invoices", false);
    }

    ObjectNode state() {
        return Json.object()
                .put("characterLimit", limit)
                .put("charactersUsed", used)
                .put("voiceLimit", voiceLimit)
                .put("canClone", canClone)
                .put("pcm44100", pro);
    }
}
