package app.rapport.videos;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.RapportTest;
import app.rapport.identity.TestOrganization;
import app.rapport.identity.TestOrganizations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What links stand for is asked seldom, whoever asks. */
@RapportTest
class ShareCacheTest {
    @Autowired
    TestOrganizations organizations;

    @Autowired
    VideoBed bed;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private final ConcurrentLinkedQueue<Collection<String>> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstMayAnswer = new CountDownLatch(1);
    private TestOrganization acorn;
    private UUID video;
    private ShareCache cache;

    @BeforeEach
    void aCache() {
        acorn = organizations.create("Acorn Works");
        video = bed.video(acorn, "Welcome", Duration.ofSeconds(40));
        var watched = new ShareStore(db) {
            @Override
            java.util.List<Share> byTokens(Collection<String> tokens) {
                asked.add(tokens);
                if (asked.size() == 1) {
                    await(firstMayAnswer);
                }
                return super.byTokens(tokens);
            }
        };
        cache = new ShareCache(watched, transaction);
    }

    @Test
    void thoseWhoWaitAreAskedAboutTogether() throws Exception {
        var tokens = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            tokens.add(VideoBed.token(acorn, video));
        }
        tokens.add("nobody-made-this");
        var found = new ConcurrentHashMap<String, Optional<Share>>();
        var threads = new ArrayList<Thread>();
        for (var token : tokens) {
            threads.add(Thread.ofVirtual().start(() -> found.put(token, cache.find(token))));
            // The others come when the first is asked about already.
            Awaitility.await().until(() -> asked.size() == 1);
        }
        Awaitility.await()
                .until(() -> asked.size() == 1
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        firstMayAnswer.countDown();
        for (var thread : threads) {
            thread.join();
        }
        for (var token : tokens.subList(0, 20)) {
            assertThat(found.get(token)).map(Share::token).contains(token);
        }
        assertThat(found.get("nobody-made-this")).isEmpty();
        assertThat(asked).as("the first alone, then all who waited").hasSize(2);
        tokens.forEach(cache::find);
        assertThat(asked).as("remembered").hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
