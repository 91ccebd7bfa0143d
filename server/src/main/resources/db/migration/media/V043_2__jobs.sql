-- A base video made playable: what it was made from, and what an index of its segments says.
create table media.ladder (
    video_id uuid primary key,
    organization_id uuid not null,
    source_key text not null,
    source_bytes bigint not null,
    file_name text not null,
    state text not null default 'processing' check (state in ('processing', 'ready', 'failed', 'expired')),
    duration_ms bigint,
    width int,
    height int,
    -- What of it becomes somebody's own.
    points jsonb not null default '[]',
    -- The edition that is played.
    folder_key text,
    poster_key text,
    waveform_key text,
    preview_key text,
    error_code text,
    error_values jsonb not null default '{}',
    error_detail text,
    keep_until timestamptz not null,
    noticed_at timestamptz,
    created_at timestamptz not null
);
create index ladder_by_end on media.ladder (keep_until) where state <> 'expired';
select platform.isolate('media.ladder', true);

-- One making of a base video. Personal videos stay with the one they were made from.
create table media.edition (
    folder_key text primary key,
    organization_id uuid not null,
    video_id uuid not null references media.ladder on delete cascade,
    -- As the render library writes it: renditions, segments, parameters. The files lie in the folder by the names in it.
    index jsonb not null,
    created_at timestamptz not null
);
create index edition_by_video on media.edition (video_id);
select platform.isolate('media.edition');

create table media.rendition (
    video_id uuid not null references media.ladder on delete cascade,
    organization_id uuid not null,
    name text not null,
    height int,
    width int,
    bitrate int not null,
    codecs text not null,
    key text not null,
    bytes bigint not null,
    primary key (video_id, name)
);
select platform.isolate('media.rendition');

-- Work for the render workers. A worker holds a job by a lease and its number: what it made counts only while the number
-- is still the job's.
create table media.render_jobs (
    id uuid primary key,
    organization_id uuid not null,
    kind text not null check (kind in ('ladder', 'personal', 'preview')),
    video_id uuid not null,
    personal_id uuid,
    order_id uuid,
    priority int not null default 0,
    state text not null default 'queued' check (state in ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
    fence bigint not null default 0,
    worker text,
    lease_until timestamptz,
    not_before timestamptz,
    attempts int not null default 0,
    progress double precision not null default 0,
    remaining_seconds int,
    error_code text,
    error_values jsonb not null default '{}',
    error_detail text,
    log_tail text,
    cpu_ms bigint not null default 0,
    bytes bigint not null default 0,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz
);
create index render_jobs_due on media.render_jobs (priority desc, created_at, id) where state in ('queued', 'running');
create index render_jobs_by_video on media.render_jobs (video_id, created_at desc);
create index render_jobs_by_order on media.render_jobs (order_id) where order_id is not null;
create unique index render_jobs_one_ladder on media.render_jobs (video_id) where kind = 'ladder' and state in ('queued', 'running', 'paused');
create unique index render_jobs_one_personal on media.render_jobs (personal_id) where personal_id is not null;
select platform.isolate('media.render_jobs', true);
