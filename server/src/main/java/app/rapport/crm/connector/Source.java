package app.rapport.crm.connector;

import java.util.List;

/** What of a conversation can be mapped to a field of the organisation's choice. */
public record Source(String id, String label, String example) {
    public static final List<Source> ALL = List.of(
            new Source("summary", "Summary", "John wants to roll out in January and asked for a quote by Friday."),
            new Source("insights", "All insights", "Budget: 50,000 EUR for the rollout"),
            new Source("actions", "Action items", "Send the quote (Sam, 2026-11-27)"),
            new Source("budget", "Budget", "50000"),
            new Source("competitor", "Competitors", "Initech"),
            new Source("decision_maker", "Decision makers", "Mia Wong"),
            new Source("risk", "Risks", "The migration took longer than planned the last time."),
            new Source("next_step", "Next steps", "Demo for the finance team next week"),
            new Source("title", "Title", "Quarterly review with Acme"),
            new Source("link", "Link to the conversation", "https://rapport.example/conversations/…"));
}
