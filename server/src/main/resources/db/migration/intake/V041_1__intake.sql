-- What providers sent, as it came. Written once. Rows are kept whole in their page: moving or compressing two kilobytes
-- costs more than it saves.
create table intake.receipt (
    id uuid primary key,
    provider text not null,
    received_at timestamptz not null,
    headers text not null,
    body bytea not null
) with (toast_tuple_target = 8160);

-- What is to be done about it. Beside the receipt, so that a change of state does not rewrite the body.
create table intake.work (
    id uuid primary key,
    provider text not null,
    received_at timestamptz not null,
    state text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
    attempts int not null default 0,
    next_attempt_at timestamptz not null,
    lease_until timestamptz,
    error text,
    finished_at timestamptz
);
create index work_due on intake.work (next_attempt_at) where state = 'waiting';

-- Whose a receipt is. One may concern several organisations, or none.
create table intake.receipt_of (
    organization_id uuid not null,
    receipt_id uuid not null,
    primary key (organization_id, receipt_id)
);
select platform.isolate('intake.receipt_of', true);

-- An organisation sees the receipts that concern it; the queue sees all.
do $$
declare
    target text;
begin
    foreach target in array array['intake.receipt', 'intake.work'] loop
        execute format('alter table %s enable row level security', target);
        execute format('alter table %s force row level security', target);
        execute format('create policy tenant on %s using (
            (select current_setting(''rapport.scope'', true)) = ''system''
            or exists (select from intake.receipt_of o where o.receipt_id = id
                and o.organization_id = (select nullif(current_setting(''rapport.organization_id'', true), '''')::uuid)))', target);
        perform platform.open_to_application(target::regclass);
    end loop;
end $$;

-- What handlers have heard already.
create table intake.heard (
    organization_id uuid not null,
    provider text not null,
    content_id text collate "C" not null,
    at timestamptz not null,
    primary key (organization_id, provider, content_id)
);
select platform.isolate('intake.heard', true);

-- The newest word on a subject.
create table intake.newest (
    organization_id uuid not null,
    provider text not null,
    subject text collate "C" not null,
    at timestamptz not null,
    tie bigint not null,
    primary key (organization_id, provider, subject)
);
select platform.isolate('intake.newest', true);
