package app.rapport.videos;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In place of whatever holds a video's bytes: there is nothing to play, and a video's own id is a personal version of it. */
@Component
class TestPlayback implements Playback {
    @Override
    public Optional<Playable> of(UUID video, @Nullable UUID personal) {
        return Optional.empty();
    }

    @Override
    public boolean hasPersonal(UUID video, UUID personal) {
        return personal.equals(video);
    }
}
