package app.rapport.platform.web;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Serves the web app. An address that is neither a file nor the API's is a page of the app, which finds its way by itself, so
 * that every deep link survives a reload.
 */
@Configuration(proxyBeanMethods = false)
@Order(-1) // before Spring Boot, which would otherwise claim the same paths
class WebAppFiles implements WebMvcConfigurer {
    private static final String FILES = "classpath:/static/";
    /** Names of files the app has; an e-mail address at the end of a page's path is none. */
    private static final Pattern FILE = Pattern.compile(
            ".*\\.(js|mjs|css|map|svg|png|jpe?g|gif|webp|avif|ico|json|txt|xml|html|webmanifest|woff2?|ttf|wasm)",
            Pattern.CASE_INSENSITIVE);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Their names change with their content.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new PagesOfTheApp());
    }

    static boolean isPage(String path) {
        return !path.equals("api")
                && !path.startsWith("api/")
                && !path.equals("actuator")
                && !path.startsWith("actuator/")
                && !path.startsWith("assets/")
                && !FILE.matcher(path).matches();
    }

    private static final class PagesOfTheApp extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            var file = super.getResource(path, location);
            return file == null && isPage(path) ? super.getResource("index.html", location) : file;
        }
    }
}
