-- Personal ways into a session for people without an account.
create table training.join_links (
    -- SHA-256 of a random token: who reads this table cannot join.
    token_hash bytea primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    learner_id uuid not null references training.learners on delete cascade,
    created_at timestamptz not null
);
create index join_links_by_session on training.join_links (session_id, learner_id);
create index join_links_by_learner on training.join_links (learner_id);
select platform.isolate('training.join_links', true);

-- A private address of somebody's sessions, for a calendar.
create table training.calendar_feeds (
    user_id uuid primary key references identity.users on delete cascade,
    organization_id uuid not null,
    token_hash bytea not null unique,
    created_at timestamptz not null
);
select platform.isolate('training.calendar_feeds', true);

-- How long it took from the click on Join until the meeting window said that it was in.
create table training.join_times (
    id uuid primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    millis int not null check (millis between 0 and 600000),
    at timestamptz not null
);
create index join_times_by_session on training.join_times (session_id);
create index join_times_by_time on training.join_times (organization_id, at);
select platform.isolate('training.join_times');
