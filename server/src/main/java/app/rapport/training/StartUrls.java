package app.rapport.training;

import app.rapport.identity.CurrentUser;
import app.rapport.training.zoom.ZoomFailed;
import app.rapport.training.zoom.ZoomMeetings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;

/** The address that opens a meeting as its host: it holds the instructor's own key, so only they get it, and it is kept nowhere. */
@Component
class StartUrls {
    /** A page does not wait for it: it opens the meeting by other means. */
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final ZoomMeetings zoom;
    private final TaskExecutor threads;

    StartUrls(ZoomMeetings zoom, TaskExecutor applicationTaskExecutor) {
        this.zoom = zoom;
        this.threads = applicationTaskExecutor;
    }

    SessionView with(SessionView view) {
        var meeting = view.zoomMeetingId();
        var open = view.status().equals("SCHEDULED") || view.status().equals("IN_PROGRESS") || view.mayStart();
        var own = view.instructorId().equals(CurrentUser.now().id().value());
        return meeting != null && view.may().host() && own && open ? view.startedBy(of(meeting)) : view;
    }

    private @Nullable String of(String meeting) {
        var asked = CompletableFuture.supplyAsync(() -> ask(meeting), threads);
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private @Nullable String ask(String meeting) {
        try {
            return zoom.startUrl(meeting);
        } catch (ZoomFailed failed) {
            return null;
        }
    }
}
