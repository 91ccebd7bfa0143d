-- A Zoom meeting of a session, from the intent on. A session has one that counts, and may have had others that are being
-- removed. The id is the marker by which Zoom's meeting is known again.
create table training.meetings (
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    current boolean not null default true,
    -- Whether there is to be such a meeting in Zoom, or none.
    wanted boolean not null default true,
    state text not null check (state in ('none', 'creating', 'ready', 'changing', 'failed', 'deleting', 'gone')),
    host_user_id uuid not null references identity.users,
    -- The Zoom user a request to make it went to. When null, nothing was ever asked of Zoom.
    host_id text,
    -- Since when it may exist although no answer said so.
    unclear_since timestamptz,
    zoom_meeting_id text,
    -- Sealed.
    password text,
    -- Counts what was wished; done says which wish Zoom has fulfilled.
    wish int not null default 1,
    done int not null default 0,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    claimed_until timestamptz,
    error_code text,
    error text,
    created_at timestamptz not null,
    made_at timestamptz
);
create unique index meetings_current on training.meetings (session_id) where current;
create index meetings_by_session on training.meetings (session_id);
create index meetings_by_zoom on training.meetings (zoom_meeting_id);
create index meetings_due on training.meetings (next_attempt_at) where next_attempt_at is not null;
create index meetings_by_organization on training.meetings (organization_id, created_at);
select platform.isolate('training.meetings', true);

-- How often invitations went out: calendars take the highest.
alter table training.sessions add sequence int not null default 0;
