package app.rapport.training;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator sets about sessions, as {@code RAPPORT_TRAINING_…}.
 *
 * @param longest the longest session that can be planned; Zoom itself ends a meeting after 30 hours
 * @param capacity how many people the licences' meetings hold; more enrolled is a warning, not a refusal
 */
@ConfigurationProperties("rapport.training")
record TrainingSettings(
        @DefaultValue("8h") Duration longest,
        @DefaultValue("100") int capacity) {}
