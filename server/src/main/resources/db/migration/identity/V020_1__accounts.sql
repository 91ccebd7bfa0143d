-- Sign-in and schedules look across organisations before one is known, so these tables admit the system's scope.
create table identity.organizations (
    id uuid primary key,
    organization_id uuid not null generated always as (id) stored,
    name text not null,
    zone text not null,
    competitors text[] not null default '{}',
    hourly_api_limit int check (hourly_api_limit > 0),
    created_at timestamptz not null
);
select platform.isolate('identity.organizations', true);

create table identity.users (
    id uuid primary key,
    organization_id uuid not null references identity.organizations (id),
    email text not null,
    -- The address as compared: one account per address in the whole installation, since people sign in by address alone.
    email_key text collate "C" not null unique,
    name text not null,
    role text not null,
    active boolean not null default true,
    password_hash text not null,
    locale text not null default 'en',
    zone text,
    single_key_shortcuts boolean not null default true,
    created_at timestamptz not null,
    last_seen_at timestamptz,
    unique (organization_id, id)
);
create index users_by_role on identity.users (organization_id, role);
select platform.isolate('identity.users', true);

create table identity.sessions (
    id uuid primary key,
    organization_id uuid not null,
    user_id uuid not null,
    -- SHA-256 of a random token: who reads this table cannot sign in.
    token_hash bytea not null unique,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    address text not null,
    user_agent text not null,
    foreign key (organization_id, user_id) references identity.users (organization_id, id)
);
create index sessions_by_user on identity.sessions (user_id);
create index sessions_by_expiry on identity.sessions (expires_at);
select platform.isolate('identity.sessions', true);

create table identity.api_keys (
    id uuid primary key,
    organization_id uuid not null,
    user_id uuid not null,
    name text not null,
    key_hash bytea not null unique,
    prefix text not null,
    scopes text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    foreign key (organization_id, user_id) references identity.users (organization_id, id)
);
create index api_keys_by_organization on identity.api_keys (organization_id, created_at);
select platform.isolate('identity.api_keys', true);

-- Attempts are counted for addresses and accounts that may not exist, so this holds no organisation's data: only
-- digests and network addresses.
create table identity.sign_in_attempts (
    subject text collate "C" primary key,
    attempts int not null,
    window_ends_at timestamptz not null
);
create index sign_in_attempts_by_end on identity.sign_in_attempts (window_ends_at);
select platform.open_to_application('identity.sign_in_attempts');
