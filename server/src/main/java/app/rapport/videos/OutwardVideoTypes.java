package app.rapport.videos;

import app.rapport.webhooks.OutwardEvents.EventType;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The types of event this module tells endpoints about. */
@Configuration(proxyBeanMethods = false)
class OutwardVideoTypes {
    private static final Map<String, Object> EXAMPLE = Map.of(
            "videoId",
            "0199a4d2-7c1e-7f00-8000-0000000000d1",
            "title",
            "Welcome",
            "viewer",
            Map.of("name", "John Smith", "email", "john@acme.example"),
            "customerId",
            "0199a4d2-7c1e-7f00-8000-0000000000c1",
            "stakeholderId",
            "0199a4d2-7c1e-7f00-8000-0000000000e1",
            "watchSeconds",
            42.5,
            "share",
            0.71,
            "completed",
            false);

    @Bean
    EventType videoViewed() {
        return new EventType("video.viewed", "Somebody with a link of their own watched a video.", EXAMPLE);
    }

    @Bean
    EventType videoCompleted() {
        return new EventType(
                "video.completed", "Somebody with a link of their own has watched a video to its end.", EXAMPLE);
    }

    @Bean
    EventType ctaClicked() {
        return new EventType(
                "cta.clicked", "Somebody with a link of their own followed a video's call to action.", EXAMPLE);
    }
}
