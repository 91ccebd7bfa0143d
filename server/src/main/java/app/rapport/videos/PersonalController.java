package app.rapport.videos;

import static app.rapport.identity.Permission.VIDEOS;

import app.rapport.identity.Requires;
import app.rapport.media.PersonalVideos;
import app.rapport.media.PersonalVideos.Order;
import app.rapport.media.PersonalVideos.Personal;
import app.rapport.media.PersonalVideos.Wish;
import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People's own videos over HTTP: ordered, looked at, held and let go. */
@RestController
@RequestMapping("/api/videos/{id}")
class PersonalController {
    private final PersonalOrders orders;
    private final PersonalVideos personal;

    PersonalController(PersonalOrders orders, PersonalVideos personal) {
        this.orders = orders;
        this.personal = personal;
    }

    /** @param priority from -10 to 10: higher ones are made first */
    record NewOrder(
            @Nullable List<@Nullable NewPerson> people,
            @Nullable Integer priority) {}

    /** @param id what the caller calls the person */
    record NewPerson(@Nullable String id, @Nullable Map<String, @Nullable Object> values) {}

    record Sample(@Nullable Map<String, @Nullable Object> values) {}

    @Requires(VIDEOS)
    @PostMapping("/personal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Order order(@PathVariable UUID id, @RequestBody NewOrder wanted) {
        return orders.order(id, wanted);
    }

    /** Shows how a personal video would be, before any other is made. */
    @Requires(VIDEOS)
    @PostMapping("/preview")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Personal preview(@PathVariable UUID id, @RequestBody Sample sample) {
        return orders.preview(id, sample.values());
    }

    @Requires(VIDEOS)
    @GetMapping("/personal")
    Page<Personal> list(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable UUID orderId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return orders.page(id, orderId, state, cursor, Cursor.limit(limit));
    }

    @Requires(VIDEOS)
    @GetMapping("/personal/{personalId}")
    Personal one(@PathVariable UUID id, @PathVariable UUID personalId) {
        return orders.find(id, personalId);
    }

    @Requires(VIDEOS)
    @PostMapping("/personal/{personalId}/pause")
    Personal pauseOne(@PathVariable UUID id, @PathVariable UUID personalId) {
        return orders.wish(id, personalId, Wish.PAUSE);
    }

    @Requires(VIDEOS)
    @PostMapping("/personal/{personalId}/resume")
    Personal resumeOne(@PathVariable UUID id, @PathVariable UUID personalId) {
        return orders.wish(id, personalId, Wish.RESUME);
    }

    @Requires(VIDEOS)
    @PostMapping("/personal/{personalId}/cancel")
    Personal cancelOne(@PathVariable UUID id, @PathVariable UUID personalId) {
        return orders.wish(id, personalId, Wish.CANCEL);
    }

    @Requires(VIDEOS)
    @PostMapping("/personal/{personalId}/retry")
    Personal retryOne(@PathVariable UUID id, @PathVariable UUID personalId) {
        return orders.wish(id, personalId, Wish.RETRY);
    }

    @Requires(VIDEOS)
    @GetMapping("/orders/{orderId}")
    Order order(@PathVariable UUID id, @PathVariable UUID orderId) {
        return personal.order(id, orderId);
    }

    @Requires(VIDEOS)
    @PostMapping("/orders/{orderId}/pause")
    Order pause(@PathVariable UUID id, @PathVariable UUID orderId) {
        return personal.wish(id, orderId, Wish.PAUSE);
    }

    @Requires(VIDEOS)
    @PostMapping("/orders/{orderId}/resume")
    Order resume(@PathVariable UUID id, @PathVariable UUID orderId) {
        return personal.wish(id, orderId, Wish.RESUME);
    }

    @Requires(VIDEOS)
    @PostMapping("/orders/{orderId}/cancel")
    Order cancel(@PathVariable UUID id, @PathVariable UUID orderId) {
        return personal.wish(id, orderId, Wish.CANCEL);
    }

    @Requires(VIDEOS)
    @PostMapping("/orders/{orderId}/retry")
    Order retry(@PathVariable UUID id, @PathVariable UUID orderId) {
        return personal.wish(id, orderId, Wish.RETRY);
    }
}
