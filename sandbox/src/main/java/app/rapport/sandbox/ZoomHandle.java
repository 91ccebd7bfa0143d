package app.rapport.sandbox;

import app.rapport.sandbox.zoom.Zoom;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Zoom in a test's hand: where its events go, besides what every provider has. */
public final class ZoomHandle extends ProviderHandle {
    private final Zoom zoom;

    ZoomHandle(ProviderDesk desk, String baseUrl, Zoom zoom) {
        super(desk, baseUrl);
        this.zoom = zoom;
    }

    /** From now on what happens in meetings is posted there; null tells nobody. */
    public void webhooksTo(@Nullable URI url) {
        zoom.webhooksTo(url);
    }
}
