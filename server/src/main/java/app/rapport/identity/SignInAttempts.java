package app.rapport.identity;

import app.rapport.platform.Problem;
import app.rapport.platform.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows down guessing, per account and per network address.
 *
 * <p>An attempt is counted before the password is looked at and given back when it was right, so that a hundred guesses at
 * once count as a hundred. Unknown accounts are counted like known ones and so cannot be told apart.
 */
@Component
class SignInAttempts {
    static final int PER_ACCOUNT = 10;
    static final int PER_ADDRESS = 100;
    static final int RESETS_PER_ACCOUNT = 3;
    static final int RESETS_PER_ADDRESS = 30;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Refusal LOCKED_OUT =
            new Refusal("locked_out", "Too many attempts to sign in. Wait a few minutes and try again.");
    private static final Refusal LINK_LOCKED =
            new Refusal("link_locked_out", "Too many wrong passwords for this link. Wait a few minutes and try again.");
    private static final Refusal TOO_MANY_RESETS = new Refusal(
            "too_many_resets", "Too many requests for a new password. Look for the e-mail, or wait a few minutes.");

    private final JdbcClient db;
    private final Clock clock;

    SignInAttempts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Counts one attempt; refuses it when there were too many. Committed by itself: a refused attempt counts. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = Problem.class)
    public void begin(String email, String address) {
        count(account(email), PER_ACCOUNT, LOCKED_OUT);
        count("address " + address, PER_ADDRESS, LOCKED_OUT);
    }

    /** Counts one request for a link to a new password; each may send a message, so there are few. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = Problem.class)
    public void beginReset(String email, String address) {
        count("reset " + account(email), RESETS_PER_ACCOUNT, TOO_MANY_RESETS);
        count("reset address " + address, RESETS_PER_ADDRESS, TOO_MANY_RESETS);
    }

    /** The attempt was right: forgets the account's failures and does not hold this one against the address. */
    @Transactional
    public void succeeded(String email, String address) {
        forgive(email);
        giveBack(address);
    }

    private void giveBack(String address) {
        db.sql("update identity.sign_in_attempts set attempts = greatest(attempts - 1, 0) where subject = :subject")
                .param("subject", "address " + address)
                .update();
    }

    /** Counts one guess of a link's password. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, noRollbackFor = Problem.class)
    public void beginLink(String subject, String address) {
        count("link " + subject, PER_ACCOUNT, LINK_LOCKED);
        count("address " + address, PER_ADDRESS, LINK_LOCKED);
    }

    /** The guess was right: forgets the wrong ones before it. */
    @Transactional
    public void succeededLink(String subject, String address) {
        db.sql("delete from identity.sign_in_attempts where subject = :subject")
                .param("subject", "link " + subject)
                .update();
        giveBack(address);
    }

    /** Forgets the account's failures. */
    @Transactional
    public void forgive(String email) {
        db.sql("delete from identity.sign_in_attempts where subject = :subject")
                .param("subject", account(email))
                .update();
    }

    /** Forgets windows that are over. */
    @Transactional
    public void tidy() {
        db.sql("delete from identity.sign_in_attempts where window_ends_at < :now")
                .param("now", Timestamps.at(clock.instant()))
                .update();
    }

    private record Refusal(String code, String sentence) {}

    private record Count(int attempts, java.time.Instant until) {}

    private void count(String subject, int most, Refusal refusal) {
        var now = clock.instant();
        var count = db.sql("""
                insert into identity.sign_in_attempts as known (subject, attempts, window_ends_at)
                values (:subject, 1, :end)
                on conflict (subject) do update set
                  attempts = case when known.window_ends_at <= :now then 1 else known.attempts + 1 end,
                  window_ends_at = case when known.window_ends_at <= :now then :end else known.window_ends_at end
                returning attempts, window_ends_at
                """)
                .param("subject", subject)
                .param("end", Timestamps.at(now.plus(WINDOW)))
                .param("now", Timestamps.at(now))
                .query((row, number) -> new Count(row.getInt("attempts"), Timestamps.read(row, "window_ends_at")))
                .single();
        if (count.attempts() > most) {
            var wait = Math.max(1, Duration.between(now, count.until()).toSeconds() + 1);
            throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, refusal.code(), refusal.sentence())
                    .with("retryAfterSeconds", wait);
        }
    }

    private static String account(String email) {
        return "account " + Base64.getEncoder().encodeToString(Tokens.digest(email));
    }
}
