-- Many people's videos that were wanted together.
create table media.render_order (
    id uuid primary key,
    organization_id uuid not null,
    video_id uuid not null references media.ladder on delete cascade,
    created_by uuid,
    priority int not null,
    created_at timestamptz not null
);
create index render_order_by_video on media.render_order (video_id, created_at desc);
select platform.isolate('media.render_order');

-- One person's video: once for the same values and points, however often it is ordered.
create table media.personal (
    id uuid primary key,
    organization_id uuid not null,
    video_id uuid not null references media.ladder on delete cascade,
    order_id uuid references media.render_order on delete set null,
    person text not null,
    person_values jsonb not null,
    points jsonb not null,
    -- A digest of values and points.
    points_hash text not null,
    -- The edition it was made from, and which of its segments are the person's own.
    folder_key text,
    own jsonb,
    created_at timestamptz not null,
    unique (video_id, person, points_hash)
);
create index personal_by_order on media.personal (order_id, id);
select platform.isolate('media.personal');

-- Own segments by what they show: people with the same first name share one.
create table media.artefact (
    organization_id uuid not null,
    content_key text collate "C" not null,
    video_id uuid not null references media.ladder on delete cascade,
    key text not null,
    bytes bigint not null,
    head int not null,
    created_at timestamptz not null,
    primary key (organization_id, content_key)
);
create index artefact_by_video on media.artefact (video_id);
select platform.isolate('media.artefact');
