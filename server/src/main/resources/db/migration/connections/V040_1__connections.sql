-- One account of ours at a provider. What is secret about it lies next door, so that lists never read it.
create table connections.connection (
    id uuid primary key,
    organization_id uuid not null,
    provider text not null,
    category text not null,
    label text not null,
    auth text not null check (auth in ('oauth2', 'token')),
    state text not null check (state in ('connected', 'needs_reconnect', 'disconnected')),
    paused boolean not null default false,
    -- The provider's own id of the account: HubSpot's portal, Salesforce's org.
    external_account text collate "C",
    instance_url text,
    login_host text,
    settings jsonb not null default '{}',
    created_at timestamptz not null,
    created_by uuid,
    created_by_name text,
    last_success_at timestamptz,
    last_sync_at timestamptz,
    failures int not null default 0,
    last_failure text,
    last_failure_at timestamptz,
    attention text,
    attention_next_step text,
    quiet_until timestamptz,
    quiet_reason text,
    budget_limit bigint,
    budget_used bigint,
    budget_at timestamptz,
    disconnected_at timestamptz
);
create unique index connection_once_per_account on connections.connection (organization_id, provider, external_account)
    where state <> 'disconnected' and external_account is not null;
create index connection_by_account on connections.connection (provider, external_account);
-- The system looks for whose an inbound event is, and for what falls due, before it knows the organisation.
select platform.isolate('connections.connection', true);

-- The id is the connection's. A new generation for each new pair of tokens: whoever renews names the one it saw.
create table connections.credential (
    id uuid primary key references connections.connection (id) on delete cascade,
    organization_id uuid not null,
    sealed text not null,
    generation bigint not null default 1,
    expires_at timestamptz,
    renew_at timestamptz,
    -- When a person last gave it; renewing does not count.
    given_at timestamptz not null,
    renewed_at timestamptz,
    reminded_at timestamptz,
    lease uuid,
    lease_until timestamptz
);
create index credential_due on connections.credential (renew_at) where renew_at is not null;
select platform.isolate('connections.credential', true);

-- A sign-in under way at the provider. The state parameter is kept as a hash and counts once.
create table connections.sign_in (
    id uuid primary key,
    organization_id uuid not null,
    user_id uuid not null,
    provider text not null,
    state_hash text collate "C" not null unique,
    verifier text not null,
    label text,
    login_host text,
    connection_id uuid,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
select platform.isolate('connections.sign_in', true);

-- Members ask, those who manage integrations decide.
create table connections.request (
    id uuid primary key,
    organization_id uuid not null,
    provider text not null,
    label text,
    login_host text,
    requested_by uuid not null,
    requested_by_name text not null,
    requested_at timestamptz not null,
    state text not null default 'pending' check (state in ('pending', 'approved', 'declined', 'used')),
    decided_by uuid,
    decided_by_name text,
    decided_at timestamptz
);
create unique index request_once on connections.request (organization_id, provider, requested_by) where state = 'pending';
select platform.isolate('connections.request');

-- Bucket4j's table: counters by connection, no tenant's data. Written outside any organisation's transaction.
create table connections.rate_budget (
    id text collate "C" primary key,
    state bytea,
    expires_at bigint
);
select platform.open_to_application('connections.rate_budget');
