package app.rapport.crm.connector;

import org.jspecify.annotations.Nullable;

/** What became of one draft. */
public sealed interface Written {
    LinkKey key();

    RemoteRef record();

    /** Where a person sees it in the CRM. */
    @Nullable
    String url();

    record Created(LinkKey key, RemoteRef record, @Nullable String url) implements Written {}

    record Updated(LinkKey key, RemoteRef record, @Nullable String url) implements Written {}

    /** It was already there; ours now. */
    record Adopted(LinkKey key, RemoteRef record, @Nullable String url) implements Written {}
}
