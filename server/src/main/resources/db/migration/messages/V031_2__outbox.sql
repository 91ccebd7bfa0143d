-- Every e-mail is a row first. The sender of whichever node is free looks across organisations for what is due.
create table messages.outbox (
    id uuid primary key,
    organization_id uuid not null,
    recipient text not null,
    subject text not null,
    text_body text not null,
    html_body text,
    -- kept: there is no mail server, a person passes it on; waiting: will be sent; sent; failed: given up
    state text not null check (state in ('kept', 'waiting', 'sent', 'failed')),
    created_at timestamptz not null,
    sent_at timestamptz,
    attempts int not null default 0,
    next_attempt_at timestamptz,
    claimed_until timestamptz,
    error text
);
create index outbox_by_time on messages.outbox (organization_id, created_at desc, id desc);
create index outbox_due on messages.outbox (next_attempt_at) where state = 'waiting';
select platform.isolate('messages.outbox', true);
