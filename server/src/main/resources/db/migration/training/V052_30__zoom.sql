-- Which Zoom user each of our instructors is.
create table training.zoom_hosts (
    user_id uuid primary key references identity.users on delete cascade,
    organization_id uuid not null,
    zoom_user_id text,
    status text not null check (status in ('active', 'pending', 'inactive', 'other_account')),
    licensed boolean not null default false,
    licence_assigned_at timestamptz,
    -- What stands in the way of long meetings.
    problem text,
    checked_at timestamptz not null
);
select platform.isolate('training.zoom_hosts');

-- One Zoom account serves the whole installation: what follows is nobody's in particular.

-- What happened with Zoom when last.
create table training.zoom_pulse (
    what text primary key,
    at timestamptz not null,
    words text
);
select platform.open_to_application('training.zoom_pulse');

-- When the next request of a weight may go out, for all nodes; by the database's clock.
create table training.zoom_pace (
    weight text primary key,
    next_at timestamptz not null
);
select platform.open_to_application('training.zoom_pace');

-- Zoom takes so many changes of a host's meetings in a day of UTC.
create table training.zoom_host_days (
    zoom_user_id text not null,
    day date not null,
    changes int not null,
    primary key (zoom_user_id, day)
);
select platform.open_to_application('training.zoom_host_days');
