package app.rapport.training;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody enrolled, as the cohort's page shows them. */
record LearnerView(
        UUID userId, String email, String name, @Nullable Named customer, boolean hasAccount, Instant enrolledAt) {}
