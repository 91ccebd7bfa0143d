-- One row per CRM connection; its id is the connection's. The credential itself is kept with the connection.
create table crm.crm_integrations (
    id uuid primary key,
    organization_id uuid not null,
    crm_type text not null,
    config jsonb not null,
    field_mappings jsonb,
    sync_enabled boolean not null default true,
    last_sync_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index crm_integrations_by_organization on crm.crm_integrations (organization_id, created_at);
select platform.isolate('crm.crm_integrations');

-- The sealed text of config, where a change of keys finds it; the trigger keeps the two the same.
create table crm.sealed_config (
    id uuid primary key references crm.crm_integrations on delete cascade,
    organization_id uuid not null,
    sealed text not null
);
select platform.isolate('crm.sealed_config');

create function crm.show_sealed_config() returns trigger language plpgsql as $$
begin
    update crm.crm_integrations set config = jsonb_build_object('sealed', new.sealed) where id = new.id;
    return new;
end $$;
create trigger sealed_config_shown after insert or update of sealed on crm.sealed_config
    for each row execute function crm.show_sealed_config();

-- How a conversation stands in a CRM: one row for each pair, whatever is tried how often.
create table crm.sync (
    id uuid primary key,
    organization_id uuid not null,
    conversation_id uuid not null,
    conversation_title text not null,
    connection_id uuid not null,
    crm_type text not null,
    state text not null default 'pending' check (state in ('pending', 'synced', 'failed', 'blocked')),
    attempts int not null default 0,
    -- Counts requests; done follows when what was wanted is there.
    wanted int not null default 0,
    done int not null default 0,
    remote_type text,
    remote_id text,
    remote_url text,
    error_class text,
    error_code text,
    error_message text,
    next_step text,
    retryable boolean not null default true,
    warnings jsonb not null default '[]',
    payload jsonb,
    wanted_at timestamptz not null,
    tried_at timestamptz,
    next_attempt_at timestamptz,
    synced_at timestamptz,
    duration_ms bigint,
    unique (conversation_id, connection_id)
);
create index sync_by_state on crm.sync (organization_id, state, tried_at desc);
create index sync_by_success on crm.sync (organization_id, synced_at);
create index sync_by_connection on crm.sync (connection_id, state);
select platform.isolate('crm.sync', true);

-- One request to bring a conversation up to date there: a delivery in the connection's lane.
create table crm.push (
    id uuid primary key,
    organization_id uuid not null,
    sync_id uuid not null references crm.sync on delete cascade,
    wanted int not null,
    reason text not null,
    retries int not null default 0,
    finished_at timestamptz,
    created_at timestamptz not null
);
create index push_open on crm.push (sync_id) where finished_at is null;
select platform.isolate('crm.push', true);

-- Which of our things is which record there. tried_at says that a record may have been made without our hearing of it.
create table crm.link (
    id uuid primary key,
    organization_id uuid not null,
    connection_id uuid not null,
    kind text not null check (kind in ('conversation', 'action_item', 'stakeholder')),
    local_id uuid not null,
    conversation_id uuid,
    remote_type text,
    remote_id text,
    remote_url text,
    told text,
    place text,
    tried_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    unique (connection_id, kind, local_id)
);
create unique index link_by_record on crm.link (connection_id, remote_type, remote_id)
    where remote_id is not null and kind <> 'stakeholder';
create index link_by_conversation on crm.link (conversation_id, connection_id);
select platform.isolate('crm.link');

-- Which conversation a mapped field there was last written from, so that an older one never overwrites a newer one.
create table crm.field_write (
    organization_id uuid not null,
    connection_id uuid not null,
    remote_type text not null,
    remote_id text not null,
    field text not null,
    conversation_id uuid not null,
    talked_at timestamptz not null,
    primary key (connection_id, remote_type, remote_id, field)
);
select platform.isolate('crm.field_write');

-- What was done there, for the monitor.
create table crm.activity (
    id uuid primary key,
    organization_id uuid not null,
    at timestamptz not null,
    sync_id uuid not null references crm.sync on delete cascade,
    conversation_id uuid not null,
    conversation_title text not null,
    connection_id uuid not null,
    crm_type text not null,
    operation text not null,
    outcome text not null,
    duration_ms bigint not null,
    remote_id text
);
create index activity_latest on crm.activity (organization_id, at desc, id desc);
select platform.isolate('crm.activity');
