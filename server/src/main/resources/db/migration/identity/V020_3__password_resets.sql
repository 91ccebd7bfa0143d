-- A person who forgot the password gets one link at a time. Who follows it is not signed in: the system looks for the token.
create table identity.password_resets (
    user_id uuid primary key,
    organization_id uuid not null,
    token_hash bytea not null unique,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    foreign key (organization_id, user_id) references identity.users (organization_id, id)
);
select platform.isolate('identity.password_resets', true);
