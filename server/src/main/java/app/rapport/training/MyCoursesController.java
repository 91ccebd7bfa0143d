package app.rapport.training;

import app.rapport.platform.Cursor;
import app.rapport.platform.Page;
import app.rapport.platform.Public;
import app.rapport.platform.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody is enrolled in, over HTTP. */
@RestController
@RequestMapping("/api/my-courses")
class MyCoursesController {
    private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar;charset=UTF-8");

    private final MyCourses courses;
    private final CalendarFeeds feeds;

    MyCoursesController(MyCourses courses, CalendarFeeds feeds) {
        this.courses = courses;
        this.feeds = feeds;
    }

    @SignedIn
    @GetMapping
    Page<MyCourses.Course> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return courses.list(cursor, Cursor.limit(limit));
    }

    /** A private address for a calendar; asking again makes the last one worthless. */
    @SignedIn
    @PostMapping("/calendar")
    CalendarFeeds.Address calendar() {
        return feeds.open();
    }

    @Public
    @GetMapping("/calendar.ics")
    ResponseEntity<String> feed(@RequestParam(defaultValue = "") String token) {
        return ResponseEntity.ok().contentType(CALENDAR).body(feeds.read(token));
    }
}
