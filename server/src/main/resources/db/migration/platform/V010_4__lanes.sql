-- A lane is one destination. One node at a time works it: it holds the lease, and the fence tells it from its predecessors.
create table platform.lane (
    id uuid primary key,
    organization_id uuid not null,
    kind text not null,
    ordered boolean not null,
    at_once int not null,
    per_second double precision,
    breaker_after int not null,
    state text not null default 'active' check (state in ('active', 'paused')),
    -- Until then nothing is tried: the destination asked for a pause, or the breaker is open.
    held_until timestamptz,
    held_reason text check (held_reason in ('throttled', 'breaker')),
    lease_owner uuid,
    lease_until timestamptz,
    fence bigint not null default 0
) with (fillfactor = 70);
select platform.isolate('platform.lane', true);

-- next_attempt_at is set exactly while a delivery will be tried by itself.
create table platform.delivery (
    id uuid primary key,
    organization_id uuid not null,
    lane_id uuid not null,
    seq bigint generated always as identity,
    key text collate "C",
    state text not null default 'pending'
        check (state in ('pending', 'failed', 'blocked', 'delivered', 'dead', 'cancelled')),
    attempts int not null default 0,
    -- Of the present round; a retry by hand begins a new one.
    tries int not null default 0,
    created_at timestamptz not null,
    next_attempt_at timestamptz,
    finished_at timestamptz,
    code text,
    reason text
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
create index delivery_due on platform.delivery (lane_id, next_attempt_at, seq) where next_attempt_at is not null;
create index delivery_line on platform.delivery (lane_id, key, seq)
    where key is not null and state in ('pending', 'failed', 'blocked');
create index delivery_stuck on platform.delivery (lane_id) where state in ('failed', 'blocked', 'dead');
select platform.isolate('platform.delivery', true);

create table platform.delivery_attempt (
    delivery_id uuid not null,
    number int not null,
    organization_id uuid not null,
    started_at timestamptz not null,
    took_ms int not null,
    status int,
    outcome text not null,
    error text,
    excerpt text not null,
    primary key (delivery_id, number)
);
select platform.isolate('platform.delivery_attempt', true);
