package app.rapport.identity;

/** What a module above adds to {@code GET /api/me}, under a name of its own: {@code unreadNotices} by messages. A bean. */
public interface MeFacet {
    String name();

    /** The JSON-ready value, in the user's organisation. */
    Object of(CurrentUser user);
}
