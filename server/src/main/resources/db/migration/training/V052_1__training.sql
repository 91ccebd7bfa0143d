-- A group that is taught together.
create table training.cohorts (
    id uuid primary key,
    organization_id uuid not null,
    name text not null,
    instructor_id uuid not null references identity.users,
    archived_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index cohorts_by_name on training.cohorts (organization_id, lower(name), id);
create index cohorts_by_instructor on training.cohorts (instructor_id);
select platform.isolate('training.cohorts');

-- Somebody who is taught: one per address. The id is their user's, where they had an account when they were enrolled.
create table training.learners (
    id uuid primary key,
    organization_id uuid not null,
    email text not null,
    email_key text collate "C" not null,
    name text not null,
    user_id uuid references identity.users on delete set null,
    stakeholder_id uuid references customers.stakeholders on delete set null,
    customer_id uuid references customers.customers on delete set null,
    locale text not null default 'en',
    created_at timestamptz not null,
    unique (organization_id, email_key)
);
create index learners_by_user on training.learners (user_id);
create index learners_by_customer on training.learners (customer_id);
create index learners_by_stakeholder on training.learners (stakeholder_id);
select platform.isolate('training.learners', true);

create table training.enrolments (
    organization_id uuid not null,
    cohort_id uuid not null references training.cohorts on delete cascade,
    learner_id uuid not null references training.learners on delete cascade,
    enrolled_at timestamptz not null,
    primary key (cohort_id, learner_id)
);
create index enrolments_by_learner on training.enrolments (learner_id);
select platform.isolate('training.enrolments', true);

create table training.sessions (
    id uuid primary key,
    organization_id uuid not null,
    cohort_id uuid not null references training.cohorts,
    instructor_id uuid not null references identity.users,
    title text not null,
    type text not null default 'class',
    -- Decimal digits: beyond 2^53 in principle, and a name rather than a number.
    zoom_meeting_id text,
    zoom_join_url text,
    -- Holds a key that opens the meeting as its host and dies within hours: never filled, asked of Zoom anew when needed.
    zoom_start_url text check (zoom_start_url is null),
    start_time timestamptz not null,
    -- Minutes, as planned.
    duration int not null check (duration between 1 and 1800),
    zone text not null,
    status text not null default 'SCHEDULED' check (status in ('SCHEDULED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
    started_at timestamptz,
    ended_at timestamptz,
    series_id uuid,
    created_by uuid references identity.users on delete set null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index sessions_by_start on training.sessions (organization_id, start_time desc, id desc);
create index sessions_by_instructor on training.sessions (instructor_id, start_time desc, id desc);
create index sessions_by_cohort on training.sessions (cohort_id, start_time desc, id desc);
create index sessions_by_meeting on training.sessions (zoom_meeting_id);
create index sessions_by_series on training.sessions (series_id, start_time);
select platform.isolate('training.sessions', true);

-- What a person's meeting window brings with it, and Zoom's events bring back: who it is, whatever they call themselves.
create table training.join_keys (
    -- 32 letters and digits.
    customer_key text collate "C" primary key,
    organization_id uuid not null,
    session_id uuid not null references training.sessions on delete cascade,
    -- Exactly one of these is set: staff teach or watch and do not count as present.
    learner_id uuid references training.learners on delete cascade,
    staff_user_id uuid references identity.users on delete cascade,
    created_at timestamptz not null,
    check ((learner_id is null) <> (staff_user_id is null)),
    unique (session_id, learner_id),
    unique (session_id, staff_user_id)
);
select platform.isolate('training.join_keys', true);
