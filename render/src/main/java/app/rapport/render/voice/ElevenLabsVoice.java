package app.rapport.render.voice;

import app.rapport.render.Speech;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A voice at ElevenLabs, such as the user's own clone. */
public final class ElevenLabsVoice implements Speech {
    /** The model that speaks when nobody chose one. */
    public static final String USUAL_MODEL = "eleven_multilingual_v2";

    /** The highest rate without losses that every plan has. */
    private static final int RATE = 24_000;

    private final URI address;
    private final String key;
    private final String model;
    private final KeptClips kept;
    private final SpeechService service;

    /**
     * @param name the voice's, as people are told it
     * @param base without a path of its own
     * @param voice the id the service gave it
     * @param clips keeps what was said
     */
    public ElevenLabsVoice(
            String name, URI base, String key, String voice, String model, Clips clips, SpeechHttp http) {
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + "/v1/text-to-speech/"
                + URLEncoder.encode(voice, StandardCharsets.UTF_8) + "?output_format=pcm_" + RATE);
        this.key = key;
        this.model = model;
        this.kept = new KeptClips(
                clips, new Speaker(By.elevenlabs, name), String.join("\u0001", base.toString(), voice, model));
        this.service = new SpeechService("ElevenLabs", http);
    }

    @Override
    public Optional<SpokenClip> say(String words) throws IOException, InterruptedException {
        return kept.say(words, text -> {
            var body = SpeechService.body().put("text", text).put("model_id", model);
            return wav(service.ask(address, "xi-api-key", key, body));
        });
    }

    /** The service sends bare samples. */
    static byte[] wav(byte[] pcm) {
        return ByteBuffer.allocate(44 + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + pcm.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * 2)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }
}
