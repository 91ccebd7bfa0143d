package app.rapport.identity;

/** A person of a test organisation, with an open session. */
public record TestUser(UserId id, String name, String email, Role role, String token) {
    /** The header value that signs a request in. */
    public String cookie() {
        return SessionCookie.NAME + "=" + token;
    }
}
