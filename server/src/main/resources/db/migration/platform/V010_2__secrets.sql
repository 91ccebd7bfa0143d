-- One data key per organisation seals its secrets; the master key, kept outside, wraps the data keys.
create table platform.data_key (
    id uuid primary key,
    organization_id uuid not null,
    wrapped bytea not null,
    active boolean not null default true,
    created_at timestamptz not null default now()
);
create unique index data_key_active on platform.data_key (organization_id) where active;
select platform.isolate('platform.data_key', true);
