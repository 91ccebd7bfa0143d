create table platform.job (
    id uuid primary key,
    organization_id uuid not null,
    kind text not null,
    subject text not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done bigint not null default 0,
    total bigint not null default 0,
    message text not null default '',
    result jsonb,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz
);
create index job_under_way on platform.job (organization_id, kind, subject) where state in ('queued', 'running');
select platform.isolate('platform.job');
