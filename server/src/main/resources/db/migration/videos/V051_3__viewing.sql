-- What viewers' pages report, as it came. Only added to; all numbers below follow from it.
create table videos.video_events (
    organization_id uuid not null,
    video_id uuid not null,
    -- One opening of the page; its own number makes a repeated report harmless.
    view_id uuid not null,
    seq int not null,
    -- Null for whoever asked not to be tracked.
    share_id uuid,
    viewer_id uuid,
    kind text not null check
        (kind in ('play', 'pause', 'watched', 'seek', 'ended', 'click', 'download', 'error', 'anonymous')),
    from_ms int,
    to_ms int,
    rate real,
    -- By the page's clock, within what ours allows.
    at timestamptz not null,
    received_at timestamptz not null,
    -- Without its last part, and only where a view begins or somebody does something.
    address text,
    agent text,
    -- Which transaction added it: what later transactions may still miss is told apart by it.
    written_in xid8 not null default pg_current_xact_id(),
    primary key (video_id, view_id, seq)
);
create index video_events_in_order on videos.video_events (written_in);
select platform.isolate('videos.video_events', true);
revoke update on videos.video_events from rapport_app;

-- How far the events were read. One row.
create table videos.fold (
    one boolean primary key default true check (one),
    read_to xid8 not null default '0',
    as_of timestamptz
);
insert into videos.fold default values;
select platform.open_to_application('videos.fold');

create function videos.length_of(ranges int4multirange) returns bigint
language sql immutable parallel safe
return (select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(ranges) r);

-- One opening of the page, as its events say.
create table videos.video_views (
    organization_id uuid not null,
    video_id uuid not null,
    view_id uuid not null,
    share_id uuid,
    viewer_id uuid,
    -- Whether it counts as a view.
    counted boolean not null,
    -- Milliseconds of the video that were played.
    covered int4multirange not null,
    ended boolean not null,
    clicked boolean not null,
    downloads int not null,
    anonymous_ms bigint not null,
    address text,
    agent text,
    started_at timestamptz not null,
    last_seen_at timestamptz not null,
    primary key (video_id, view_id)
);
create index video_views_of_viewer on videos.video_views (video_id, viewer_id);
create index video_views_by_age on videos.video_views (last_seen_at);
select platform.isolate('videos.video_views', true);

-- Per viewer. What is "settled" comes from views whose detail is forgotten by now.
create table videos.video_viewers (
    organization_id uuid not null,
    video_id uuid not null,
    viewer_id uuid not null,
    views int not null,
    watched_ms bigint not null,
    clicks int not null,
    covered int4multirange not null,
    covered_ms bigint not null generated always as (videos.length_of(covered)) stored,
    ended boolean not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    settled_views int not null default 0,
    settled_watched_ms bigint not null default 0,
    settled_clicks int not null default 0,
    settled_covered int4multirange not null default '{}',
    settled_ended boolean not null default false,
    primary key (video_id, viewer_id)
);
create index video_viewers_latest on videos.video_viewers (video_id, last_seen_at desc, viewer_id);
select platform.isolate('videos.video_viewers', true);

-- Per second of the video.
create table videos.video_heat (
    organization_id uuid not null,
    video_id uuid not null,
    second int not null,
    watched_ms bigint not null,
    settled_ms bigint not null default 0,
    primary key (video_id, second)
);
select platform.isolate('videos.video_heat', true);

create table videos.video_totals (
    organization_id uuid not null,
    video_id uuid primary key,
    views bigint not null default 0,
    watched_ms bigint not null default 0,
    clicks bigint not null default 0,
    downloads bigint not null default 0,
    anonymous_ms bigint not null default 0,
    -- Viewers with a view that counts, and how much of the video they have seen together.
    viewers bigint not null default 0,
    covered_ms bigint not null default 0,
    last_seen_at timestamptz,
    settled_views bigint not null default 0,
    settled_watched_ms bigint not null default 0,
    settled_clicks bigint not null default 0,
    settled_downloads bigint not null default 0,
    settled_anonymous_ms bigint not null default 0
);
create index video_totals_by_age on videos.video_totals (last_seen_at);
select platform.isolate('videos.video_totals', true);

-- The same in the form that other systems expect.
create view videos.analytics with (security_invoker = true) as
    select v.view_id as id, v.organization_id, s.prospect_id, 'view' as event_type,
        jsonb_build_object('video_id', v.video_id, 'share_id', v.share_id,
            'watched_seconds', videos.length_of(v.covered) / 1000.0, 'ended', v.ended) as metadata,
        v.address as ip_address, v.agent as user_agent, v.started_at as created_at
    from videos.video_views v left join videos.video_shares s on s.id = v.share_id
    where v.counted
    union all
    select md5(e.view_id || ' ' || e.seq)::uuid, e.organization_id, s.prospect_id, e.kind,
        jsonb_build_object('video_id', e.video_id, 'share_id', e.share_id, 'view_id', e.view_id),
        e.address, e.agent, e.at
    from videos.video_events e left join videos.video_shares s on s.id = e.share_id
    where e.kind in ('click', 'download')
    union all
    select s.id, s.organization_id, s.prospect_id, 'share',
        jsonb_build_object('video_id', s.video_id, 'recipient', s.recipient_email),
        null, null, s.created_at
    from videos.video_shares s;
grant select on videos.analytics to rapport_app;
