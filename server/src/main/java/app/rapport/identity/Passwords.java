package app.rapport.identity;

import app.rapport.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords and compares them in the same time whether or not the account exists. */
@Component
class Passwords {
    static final int SHORTEST = 10;
    /** Bytes bcrypt reads; what comes after would not count, so it is refused. */
    static final int LONGEST = 72;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(10);
    /** Reckoned beside the start, which need not wait for it. */
    private final CompletableFuture<String> nobody = CompletableFuture.supplyAsync(() -> bcrypt.encode(Tokens.fresh()));

    String hash(String password) {
        return hash(password, SHORTEST);
    }

    String hash(String password, int shortest) {
        if (password.codePointCount(0, password.length()) < shortest) {
            throw Problem.invalid("weak_password", "A password has at least " + shortest + " characters.")
                    .with("limit", shortest)
                    .with("field", "password");
        }
        if (tooLong(password) || password.indexOf('\0') >= 0) {
            throw Problem.invalid("unusable_password", "A password has at most " + LONGEST + " bytes and no NUL.")
                    .with("limit", LONGEST)
                    .with("field", "password");
        }
        return bcrypt.encode(password);
    }

    /** Whether the password is the account's. No account costs as much as a wrong password. */
    boolean matches(String password, @Nullable String hash) {
        var given = tooLong(password) ? "" : password;
        var right = bcrypt.matches(given, hash == null ? nobody.join() : hash);
        return right && hash != null && !given.isEmpty();
    }

    private static boolean tooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }
}
