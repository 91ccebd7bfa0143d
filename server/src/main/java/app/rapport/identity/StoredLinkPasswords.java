package app.rapport.identity;

import org.springframework.stereotype.Component;

/** Counts guesses beside those of accounts. */
@Component
class StoredLinkPasswords implements LinkPasswords {
    /** Read over the telephone, and guessed ten times at most in a quarter of an hour. */
    private static final int SHORTEST = 4;

    private final Passwords passwords;
    private final SignInAttempts attempts;

    StoredLinkPasswords(Passwords passwords, SignInAttempts attempts) {
        this.passwords = passwords;
        this.attempts = attempts;
    }

    @Override
    public String hash(String password) {
        return passwords.hash(password, SHORTEST);
    }

    @Override
    public boolean matches(String subject, String address, String password, String hash) {
        attempts.beginLink(subject, address);
        var right = passwords.matches(password, hash);
        if (right) {
            attempts.succeededLink(subject, address);
        }
        return right;
    }
}
