package app.rapport.render.voice;

import app.rapport.render.Refused;
import app.rapport.render.Speech;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whoever can speak on this machine: the configured program alone, or else the voice that comes along and, for what that
 * cannot say, a program that is installed.
 */
public final class LocalVoices implements Speech, AutoCloseable {
    private final Speech speech;
    private final @Nullable OfflineVoice offline;

    private LocalVoices(Speech speech, @Nullable OfflineVoice offline) {
        this.speech = speech;
        this.offline = offline;
    }

    /**
     * Looks for them; nothing is started yet.
     *
     * @param configured as {@link CommandVoice#find} takes it
     * @param folder keeps what was said
     */
    public static LocalVoices find(@Nullable String configured, Path folder) {
        var program = CommandVoice.find(configured, folder).orElse(Speech.NOBODY);
        if (configured != null && !configured.isBlank()) {
            return new LocalVoices(program, null);
        }
        var offline = OfflineVoice.find(folder);
        return offline.map(voice -> new LocalVoices(voice.or(program), voice))
                .orElseGet(() -> new LocalVoices(program, null));
    }

    @Override
    public Optional<SpokenClip> say(String words) throws IOException, InterruptedException, Refused {
        return speech.say(words);
    }

    /** Names will be said soon. */
    public void prepare() {
        if (offline != null) {
            offline.prepare();
        }
    }

    /** Ends what was started for speaking. */
    @Override
    public void close() {
        if (offline != null) {
            offline.close();
        }
    }
}
