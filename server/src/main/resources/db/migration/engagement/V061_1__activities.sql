-- Customer-facing facts, one per real event, whoever reported it and however often.
create table engagement.activities (
    id uuid primary key,
    organization_id uuid not null,
    customer_id uuid not null references customers.customers on delete cascade,
    stakeholder_id uuid references customers.stakeholders on delete set null,
    -- The real event: 'conversation:<id>'. The same fact seen again changes its row and makes no second one.
    fact text collate "C" not null,
    kind text not null,
    source text not null,
    actor text,
    title text not null,
    summary text,
    link text,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    unique (organization_id, fact)
);
create index activities_timeline on engagement.activities (customer_id, occurred_at desc, id desc);
select platform.isolate('engagement.activities');
