-- The delivery lanes load endpoints and deliveries across organisations, so both tables admit the system's scope.
create table webhooks.webhook_configs (
    id uuid primary key,
    organization_id uuid not null references identity.organizations (id),
    name text not null,
    url text not null,
    events text[] not null,
    -- Sealed, like every secret.
    secret text not null,
    active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    previous_secret text,
    previous_secret_until timestamptz,
    -- The Ed25519 key pair of an endpoint that wants signatures it can check without sharing a secret.
    signing_key text,
    public_key text,
    failing_since timestamptz,
    disabled_reason text,
    disabled_at timestamptz
);
create index webhook_configs_by_organization on webhooks.webhook_configs (organization_id, created_at);
select platform.isolate('webhooks.webhook_configs', true);

create table webhooks.webhook_deliveries (
    id uuid primary key,
    organization_id uuid not null,
    webhook_config_id uuid not null references webhooks.webhook_configs (id) on delete cascade,
    event_id uuid not null,
    event_type text not null,
    event_at timestamptz not null,
    payload jsonb not null,
    state text not null default 'pending',
    response_status int,
    response_body text,
    attempts int not null default 0,
    error text,
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    created_at timestamptz not null default now(),
    unique (event_id, webhook_config_id)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index webhook_deliveries_by_time on webhooks.webhook_deliveries (webhook_config_id, created_at, id);
create index webhook_deliveries_by_type on webhooks.webhook_deliveries (webhook_config_id, event_type, created_at, id);
create index webhook_deliveries_open on webhooks.webhook_deliveries (webhook_config_id, state, created_at, id)
    where state <> 'delivered';
select platform.isolate('webhooks.webhook_deliveries', true);
