-- What was heard about the meeting of a session: a set, from which attendance is worked out anew whenever it grows.
create table training.meeting_facts (
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    -- Of all that it says: the same twice is one fact.
    content_key bytea not null,
    kind text not null check (kind in ('started', 'ended', 'joined', 'left', 'aside_joined', 'aside_left', 'other',
        'running', 'not_running', 'run', 'stay')),
    -- Which run of the meeting; empty where nobody said.
    run text not null,
    at timestamptz not null,
    -- Of runs and stays, which Zoom's report tells whole.
    until timestamptz,
    connection text not null,
    customer_key text,
    zoom_user_id text,
    email text,
    name text,
    heard_at timestamptz not null,
    unread boolean not null default true,
    unique (session_id, content_key)
);
create index meeting_facts_unread on training.meeting_facts (session_id) where unread;
select platform.isolate('training.meeting_facts', true);

-- Every event that was about one of our meetings, as it came.
create table training.meeting_events (
    -- The receipt's.
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    type text not null,
    at timestamptz not null,
    received_at timestamptz not null,
    result text not null check (result in ('recorded', 'duplicate', 'ignored'))
);
create index meeting_events_by_session on training.meeting_events (session_id, id desc);
select platform.isolate('training.meeting_events', true);

-- How a session's attendance stands.
create table training.attendance (
    session_id uuid primary key references training.sessions on delete cascade,
    organization_id uuid not null,
    state text not null check (state in ('running', 'final', 'corrected')),
    session_seconds int not null,
    staff_in_room int not null,
    as_of timestamptz not null,
    -- When it was final for the first time: who was enrolled then was expected.
    final_at timestamptz,
    -- What Zoom's report changed after that, one entry for each learner.
    corrections jsonb not null default '[]'
);
select platform.isolate('training.attendance');

create table training.session_attendance (
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    user_id uuid not null references training.learners on delete cascade,
    join_time timestamptz,
    leave_time timestamptz,
    -- Seconds in the meeting, overlaps counted once.
    duration int not null,
    percent numeric(4, 1) not null,
    stints int not null,
    in_room boolean not null,
    -- Null while it is still open.
    status text check (status in ('present', 'late', 'absent')),
    -- What a person decided instead. No event changes it.
    override_status text check (override_status in ('present', 'late', 'excused', 'absent')),
    override_reason text,
    override_by uuid,
    override_at timestamptz,
    primary key (session_id, user_id),
    check ((override_status is null) = (override_at is null))
);
create index session_attendance_by_learner on training.session_attendance (user_id, session_id);
select platform.isolate('training.session_attendance');

create table training.session_attendance_segments (
    organization_id uuid not null,
    session_id uuid not null,
    user_id uuid not null,
    join_time timestamptz not null,
    -- Null while it lasts.
    leave_time timestamptz,
    primary key (session_id, user_id, join_time),
    foreign key (session_id, user_id) references training.session_attendance on delete cascade
);
select platform.isolate('training.session_attendance_segments');

-- Who was there and is nobody we know.
create table training.attendance_unmatched (
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    -- What makes two connections the same stranger's.
    identity text not null,
    -- Whether it means the same person in another meeting.
    lasting boolean not null,
    name text,
    email text,
    join_time timestamptz not null,
    leave_time timestamptz,
    duration int not null,
    in_room boolean not null,
    unique (session_id, identity)
);
select platform.isolate('training.attendance_unmatched');

-- Who a stranger is, as a person said: in one session, or in all.
create table training.attendance_resolutions (
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid references training.sessions on delete cascade,
    identity text not null,
    -- Null: one of the staff, who does not count.
    learner_id uuid references training.learners on delete cascade,
    resolved_by uuid,
    resolved_at timestamptz not null,
    unique nulls not distinct (organization_id, session_id, identity)
);
select platform.isolate('training.attendance_resolutions');

-- When to ask Zoom about a session again.
create table training.attendance_watch (
    session_id uuid primary key references training.sessions on delete cascade,
    organization_id uuid not null,
    attempts int not null,
    next_look_at timestamptz not null,
    reconciled_at timestamptz,
    -- Why the last look told nothing.
    error text
);
select platform.isolate('training.attendance_watch', true);

create table training.attendance_settings (
    organization_id uuid primary key,
    types jsonb not null,
    warn_below_percent int not null,
    certificates boolean not null,
    updated_at timestamptz not null
);
select platform.isolate('training.attendance_settings');
