package app.rapport.crm.connector;

import org.jspecify.annotations.Nullable;

public record DealHint(
        @Nullable RemotePerson person, @Nullable RemoteCompany company) {}
