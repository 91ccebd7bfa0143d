create table messages.notices (
    id uuid primary key,
    organization_id uuid not null,
    user_id uuid not null,
    kind text not null,
    severity text not null check (severity in ('info', 'warning', 'error')),
    title text not null,
    body text not null,
    link text,
    key text not null,
    created_at timestamptz not null,
    read_at timestamptz,
    foreign key (organization_id, user_id) references identity.users (organization_id, id)
);
create unique index notices_once_while_unread on messages.notices (organization_id, user_id, kind, key)
    where read_at is null;
create index notices_by_time on messages.notices (organization_id, user_id, created_at desc, id desc);
select platform.isolate('messages.notices');
