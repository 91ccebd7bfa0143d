-- That there is a first organisation: set-up is over for good. The one row settles a race between two set-ups.
create table identity.installation (
    founded boolean primary key default true check (founded),
    founded_at timestamptz not null
);
select platform.open_to_application('identity.installation');
insert into identity.installation (founded_at) select min(created_at) from identity.organizations having count(*) > 0;

create table identity.invitations (
    id uuid primary key,
    organization_id uuid not null references identity.organizations (id),
    email text not null,
    name text,
    role text not null,
    token_hash bytea not null unique,
    invited_by uuid not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    foreign key (organization_id, invited_by) references identity.users (organization_id, id)
);
-- Inviting somebody again replaces the link sent before.
create unique index invitations_open on identity.invitations (organization_id, email) where accepted_at is null;
select platform.isolate('identity.invitations', true);

-- Requests of each clock hour, added up from all nodes.
create table identity.api_use (
    organization_id uuid not null references identity.organizations (id),
    hour timestamptz not null,
    requests bigint not null,
    primary key (organization_id, hour)
);
select platform.isolate('identity.api_use', true);
