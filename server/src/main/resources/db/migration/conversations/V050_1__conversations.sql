create table conversations.conversations (
    id uuid primary key,
    organization_id uuid not null,
    title text not null,
    source text not null check (source in ('zoom', 'calendly', 'upload', 'api')),
    kind text not null check (kind in ('meeting', 'call')),
    state text not null default 'draft' check (state in ('draft', 'completed')),
    started_at timestamptz not null,
    duration_seconds int not null,
    customer_id uuid references customers.customers on delete set null,
    -- Chosen by a person: later matching leaves it alone.
    customer_chosen boolean not null default false,
    owner_user_id uuid,
    transcript_format text,
    turn_count int not null default 0,
    summary text,
    summary_sentences jsonb not null default '[]',
    summary_origin text check (summary_origin in ('built-in', 'model', 'entered')),
    summary_edited boolean not null default false,
    summary_at timestamptz,
    completed_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index conversations_by_start on conversations.conversations (organization_id, started_at desc, id desc) where deleted_at is null;
create index conversations_by_customer on conversations.conversations (customer_id, started_at desc) where deleted_at is null;
select platform.isolate('conversations.conversations');

create table conversations.turn (
    organization_id uuid not null,
    conversation_id uuid not null references conversations.conversations on delete cascade,
    index int not null,
    speaker text,
    start_ms bigint,
    end_ms bigint,
    text text not null,
    primary key (conversation_id, index)
);
select platform.isolate('conversations.turn');

create table conversations.participant (
    organization_id uuid not null,
    conversation_id uuid not null references conversations.conversations on delete cascade,
    position int not null,
    name text not null,
    email text collate "C",
    internal_user_id uuid,
    customer_id uuid references customers.customers on delete set null,
    stakeholder_id uuid references customers.stakeholders on delete set null,
    unmatched_id uuid references customers.unmatched on delete set null,
    primary key (conversation_id, position)
);
create index participant_by_unmatched on conversations.participant (unmatched_id);
select platform.isolate('conversations.participant');

create table conversations.insight (
    id uuid primary key,
    organization_id uuid not null,
    conversation_id uuid not null references conversations.conversations on delete cascade,
    position int not null,
    kind text not null check (kind in ('budget', 'competitor', 'decision_maker', 'risk', 'next_step')),
    text text not null,
    quote text not null,
    turn int not null,
    amount numeric,
    currency text,
    name text,
    edited boolean not null default false
);
create index insight_by_conversation on conversations.insight (conversation_id, position);
select platform.isolate('conversations.insight');

create table conversations.action_item (
    id uuid primary key,
    organization_id uuid not null,
    conversation_id uuid not null references conversations.conversations on delete cascade,
    title text not null,
    owner text,
    owner_user_id uuid,
    due_date date,
    status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
    turn int,
    quote text,
    origin text not null check (origin in ('built-in', 'model', 'entered')),
    edited boolean not null default false,
    deleted_at timestamptz,
    done_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index action_item_by_conversation on conversations.action_item (conversation_id, created_at);
create index action_item_open on conversations.action_item (organization_id, due_date, id) where status = 'open' and deleted_at is null;
select platform.isolate('conversations.action_item');
