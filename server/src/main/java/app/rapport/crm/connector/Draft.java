package app.rapport.crm.connector;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of our things as it shall stand in a CRM. {@code remote} is its record there, null when it has none yet. */
public sealed interface Draft {
    LinkKey key();

    @Nullable
    RemoteRef remote();

    /** The same draft for another record: an adopted one, or none after the old one went away. */
    Draft at(@Nullable RemoteRef record);

    /** Where an activity or a task hangs. */
    record Place(
            @Nullable RemotePerson person,
            @Nullable RemoteCompany company,
            @Nullable RemoteDeal deal,
            @Nullable String owner) {}

    enum Form {
        MEETING,
        CALL
    }

    /**
     * A talk.
     *
     * @param link to the conversation in Rapport; our mark in the record, by which we find it again
     * @param moved whether it hung on something else the last time it was written
     * @param mapped values for fields the organisation mapped, by the field's name
     */
    record Activity(
            LinkKey key,
            @Nullable RemoteRef remote,
            Form form,
            String title,
            String summary,
            List<String> insights,
            List<String> actions,
            List<String> participants,
            Instant start,
            Duration duration,
            URI link,
            Place place,
            boolean moved,
            Map<String, String> mapped)
            implements Draft {
        public Activity {
            insights = List.copyOf(insights);
            actions = List.copyOf(actions);
            participants = List.copyOf(participants);
            mapped = Map.copyOf(mapped);
        }

        @Override
        public Activity at(@Nullable RemoteRef record) {
            return new Activity(
                    key,
                    record,
                    form,
                    title,
                    summary,
                    insights,
                    actions,
                    participants,
                    start,
                    duration,
                    link,
                    place,
                    moved,
                    mapped);
        }

        /** Begun minutes count. */
        public long minutes() {
            return Math.max(1, (duration.toSeconds() + 59) / 60);
        }
    }

    /**
     * @param ownerName whose promise it is, in words
     * @param told the state last written there, null when never; only a change of it is written, so that what people do with
     *     the task there stays
     * @param made when the promise was given: the start of the conversation
     */
    record Task(
            LinkKey key,
            @Nullable RemoteRef remote,
            String title,
            @Nullable String ownerName,
            @Nullable LocalDate due,
            State state,
            @Nullable State told,
            String conversationTitle,
            Instant made,
            URI link,
            Place place,
            boolean moved)
            implements Draft {
        public enum State {
            OPEN,
            DONE,
            CANCELLED
        }

        @Override
        public Task at(@Nullable RemoteRef record) {
            return new Task(
                    key,
                    record,
                    title,
                    ownerName,
                    due,
                    state,
                    record == null ? null : told,
                    conversationTitle,
                    made,
                    link,
                    place,
                    moved);
        }
    }

    /** A contact to be made. */
    record Person(
            LinkKey key,
            @Nullable RemoteRef remote,
            String email,
            String name,
            @Nullable String title,
            @Nullable RemoteCompany company)
            implements Draft {
        @Override
        public Person at(@Nullable RemoteRef record) {
            return new Person(key, record, email, name, title, company);
        }
    }

    /** Fields of a record that is there already. */
    record Fields(LinkKey key, CrmObject object, RemoteRef remote, Map<String, String> values) implements Draft {
        public Fields {
            values = Map.copyOf(values);
        }

        @Override
        public Fields at(@Nullable RemoteRef record) {
            if (record == null) {
                throw new IllegalArgumentException("fields belong to a record");
            }
            return new Fields(key, object, record, values);
        }
    }
}
