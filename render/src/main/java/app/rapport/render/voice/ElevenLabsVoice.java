package app.rapport.render.voice;

import app.rapport.render.Speech;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A voice at ElevenLabs, such as the user's own clone. */
public final class ElevenLabsVoice implements Speech {
    /** Where it is, unless told otherwise. */
    public static final URI USUAL = URI.create("https://api.elevenlabs.io");

    private static final String LABEL = "elevenlabs";
    private static final String MODEL = "eleven_multilingual_v2";
    /** The highest rate without losses that every plan has. */
    private static final int RATE = 24_000;

    private final URI address;
    private final String key;
    private final KeptClips kept;
    private final SpeechService service;

    /**
     * @param base without a path of its own
     * @param voice the id the service gave it
     * @param folder keeps what was said
     * @param limit for one answer
     */
    public ElevenLabsVoice(URI base, String key, String voice, Path folder, Duration limit) {
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + "/v1/text-to-speech/"
                + URLEncoder.encode(voice, StandardCharsets.UTF_8) + "?output_format=pcm_" + RATE);
        this.key = key;
        this.kept = new KeptClips(folder, LABEL, base + "\u0001" + voice + "\u0001" + MODEL);
        this.service = new SpeechService("ElevenLabs", limit);
    }

    @Override
    public Optional<SpokenClip> say(String words) throws IOException, InterruptedException {
        return kept.say(words, text -> {
            var body = SpeechService.body().put("text", text).put("model_id", MODEL);
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
