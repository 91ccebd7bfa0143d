package app.rapport.media;

import app.rapport.platform.RapportSettings;
import app.rapport.render.Engine;
import app.rapport.render.Ladder;
import app.rapport.render.Order;
import app.rapport.render.PersonalVideo;
import app.rapport.render.Point;
import app.rapport.render.Refused;
import app.rapport.render.RenderFailed;
import app.rapport.render.SegmentStore;
import app.rapport.render.Speech;
import app.rapport.render.Stills;
import app.rapport.render.ladder.Encoder;
import app.rapport.render.tool.Tools;
import app.rapport.render.voice.LocalVoices;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The render library with the ffmpeg of this machine, looked for when it is first needed and never on the way up. */
@Component
class Renderer {
    private static final Logger log = LoggerFactory.getLogger(Renderer.class);

    private final MediaSettings settings;
    private final @Nullable String configured;
    private final LocalVoices voices;
    private @Nullable Tools tools;

    /**
     * @param configured the ffmpeg to use; the one the build unpacked, or the system's, when absent
     * @param speaker the program that speaks; the voice the build unpacked when absent
     */
    Renderer(
            MediaSettings settings,
            RapportSettings rapport,
            @Value("${rapport.ffmpeg:#{null}}") @Nullable String configured,
            @Value("${rapport.voice.command:#{null}}") @Nullable String speaker) {
        this.settings = settings;
        this.configured = configured;
        this.voices = LocalVoices.find(speaker, rapport.data().resolve("media").resolve("spoken"));
    }

    @PreDestroy
    void silence() {
        voices.close();
    }

    /** Says early, in the log, what an operator would else learn from the first video. */
    @EventListener(ApplicationReadyEvent.class)
    void look() {
        if (settings.workersHere() > 0) {
            Thread.ofVirtual().name("look-for-ffmpeg").start(() -> {
                try {
                    log.info("videos are made with {}", tools().build());
                } catch (IOException e) {
                    log.warn("no video can be made here: {}", e.getMessage());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    synchronized Tools tools() throws IOException, InterruptedException {
        var known = tools;
        if (known == null) {
            known = Tools.find(configured);
            tools = known;
        }
        return known;
    }

    private Engine engine(Path scratch) throws IOException, InterruptedException {
        return new Engine(tools(), Encoder.USUAL, scratch);
    }

    /** The ladder of an upload, its files in the folder. */
    Ladder ladder(Path upload, List<Point> points, Path folder, RenderWork.Watch watch)
            throws IOException, InterruptedException, RenderFailure {
        return render(watch, () -> engine(folder).prepare(upload, points, folder, Editions.NAME, watched(watch)));
    }

    /**
     * A ladder cut anew for points that moved, or made anew if another encoder made it.
     *
     * @param folder with the ladder's files; the new ones take their names
     */
    Ladder adjusted(Ladder ladder, Path upload, List<Point> points, Path folder, RenderWork.Watch watch)
            throws IOException, InterruptedException, RenderFailure {
        var engine = engine(folder);
        return render(
                watch,
                () -> engine.made(ladder)
                        ? engine.move(ladder, upload, points, folder, Editions.NAME, watched(watch))
                        : engine.prepare(upload, points, folder, Editions.NAME, watched(watch)));
    }

    /** Names will be said soon, and maybe here. */
    void prepareToSpeak() {
        if (settings.workersHere() > 0) {
            voices.prepare();
        }
    }

    /** Whoever speaks without any service. */
    Speech offline() {
        return voices;
    }

    Stills stills() throws IOException, InterruptedException {
        return new Stills(tools());
    }

    /** One person's own segments. */
    PersonalVideo personal(Order order, SegmentStore store, Speech speech, Path work, RenderWork.Watch watch)
            throws IOException, InterruptedException, RenderFailure {
        return render(watch, () -> engine(work).personal(order, store, speech, watched(watch)));
    }

    /** Something that the library does. */
    interface Doing<T> {
        T now() throws IOException, InterruptedException, Refused;
    }

    /** What the library refuses or cannot do, as the queue understands it. */
    static <T> T render(RenderWork.Watch watch, Doing<T> doing)
            throws IOException, InterruptedException, RenderFailure {
        try {
            return doing.now();
        } catch (Refused refused) {
            throw new RenderFailure(refused.code(), refused.values(), refused.sentence(), null);
        } catch (RenderFailed failed) {
            if (failed.code().equals("cancelled") || watch.stopped()) {
                throw new InterruptedException();
            }
            throw new RenderFailure(
                    failed.code(),
                    Map.of(),
                    String.valueOf(failed.getMessage()),
                    failed.log(),
                    failed.again().orElse(null));
        }
    }

    private static app.rapport.render.Watch watched(RenderWork.Watch watch) {
        return new app.rapport.render.Watch() {
            @Override
            public void progress(double share) {
                watch.progress(share);
            }

            @Override
            public boolean cancelled() {
                return watch.stopped();
            }
        };
    }
}
