package app.rapport.identity;

/** Passwords in front of something that is no account, a link say: hashed like those of accounts, and as slow to guess. */
public interface LinkPasswords {
    /** For keeping. A problem when it is too short or too long. */
    String hash(String password);

    /**
     * Whether it is the right one. A problem when there were too many wrong ones.
     *
     * @param subject what it is in front of, the same text each time
     * @param address where the guess comes from
     */
    boolean matches(String subject, String address, String password, String hash);
}
