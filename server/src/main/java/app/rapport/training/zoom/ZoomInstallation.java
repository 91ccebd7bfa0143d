package app.rapport.training.zoom;

import java.util.Optional;

/** Which Zoom this installation is set up with. */
public interface ZoomInstallation {
    /** Whether an account is set; without one every call fails with NOT_CONFIGURED. */
    boolean configured();

    /** Where the meeting window's program is loaded from, without a slash at the end. */
    String sdkBaseUrl();

    /** The one version of that program Rapport is made for. */
    String sdkVersion();

    /** The sandbox's room in place of Zoom's window, where an operator set one; the meeting's number goes after a slash. */
    Optional<String> standInRoom();
}
