package app.rapport.render.voice;

import app.rapport.render.Speech;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** A voice at any endpoint of the OpenAI form, a self-hosted one too. */
public final class OpenAiVoice implements Speech {
    private final URI address;
    private final String key;
    private final String model;
    private final String voice;
    private final KeptClips kept;
    private final SpeechService service;

    /**
     * @param name the voice's, as people are told it
     * @param base ends before {@code /audio/speech}
     * @param key may be empty: many self-hosted servers want none
     * @param voice what the service calls it
     * @param clips keeps what was said
     */
    public OpenAiVoice(String name, URI base, String key, String model, String voice, Clips clips, SpeechHttp http) {
        this.address = URI.create(base.toString().replaceFirst("/+$", "") + "/audio/speech");
        this.key = key;
        this.model = model;
        this.voice = voice;
        this.kept = new KeptClips(
                clips, new Speaker(By.openai, name), String.join("\u0001", base.toString(), model, voice));
        this.service = new SpeechService("The speech service", http);
    }

    @Override
    public Optional<SpokenClip> say(String words) throws IOException, InterruptedException {
        return kept.say(words, text -> {
            var body = SpeechService.body()
                    .put("model", model)
                    .put("input", text)
                    .put("voice", voice)
                    .put("response_format", "wav");
            return service.ask(address, "Authorization", key.isEmpty() ? "" : "Bearer " + key, body);
        });
    }
}
