package app.rapport.videos;

import app.rapport.media.Media;
import app.rapport.media.PersonalVideos;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plays videos whose bytes we hold. */
@Component
class OwnPlayback implements Playback {
    private final Media media;
    private final PersonalVideos personal;

    OwnPlayback(Media media, PersonalVideos personal) {
        this.media = media;
        this.personal = personal;
    }

    @Override
    public Optional<Playable> of(UUID video, @Nullable UUID personalId) {
        if (personalId == null) {
            return media.standing(video).flatMap(standing -> playable(standing.poster(), standing.playback()));
        }
        return personal.find(video, personalId).flatMap(one -> playable(one.poster(), one.playback()));
    }

    private static Optional<Playable> playable(@Nullable String poster, Media.@Nullable Playback playback) {
        return Optional.ofNullable(playback)
                .map(streams -> new Playable(
                        poster, new Streams(streams.hls(), streams.mp4(), streams.expiresAt()), List.of()));
    }

    @Override
    public boolean hasPersonal(UUID video, UUID personalId) {
        return personal.find(video, personalId).isPresent();
    }
}
