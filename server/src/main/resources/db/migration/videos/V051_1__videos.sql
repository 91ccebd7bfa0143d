create table videos.videos (
    id uuid primary key,
    organization_id uuid not null,
    owner_user_id uuid not null,
    customer_id uuid references customers.customers on delete set null,
    title text not null,
    origin text not null check (origin in ('upload', 'loom', 'render')),
    state text not null default 'processing' check (state in ('processing', 'ready', 'failed')),
    progress double precision not null default 0 check (progress between 0 and 1),
    -- What was wrong with it, by a code with the values its sentence needs.
    error_code text,
    error_values jsonb not null default '{}',
    -- Known once it was looked into.
    duration_ms bigint check (duration_ms > 0),
    width int,
    height int,
    tags text[] not null default '{}',
    -- Where a provider plays it, for videos whose bytes are not ours.
    embed_url text,
    deleted_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index videos_newest on videos.videos (organization_id, created_at desc, id desc) where deleted_at is null;
create index videos_by_customer on videos.videos (customer_id, created_at desc) where deleted_at is null;
select platform.isolate('videos.videos');
