create table customers.customers (
    id uuid primary key,
    organization_id uuid not null,
    name text not null,
    segment text,
    lifecycle text,
    region text,
    owner_id uuid,
    renewal_date date,
    external_ids jsonb not null default '{}',
    archived_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index customers_by_name on customers.customers (organization_id, lower(name), id);
create index customers_by_owner on customers.customers (organization_id, owner_id);
select platform.isolate('customers.customers');

-- A domain belongs to one company of the organisation; sightings by e-mail find the company through it.
create table customers.customer_domain (
    organization_id uuid not null,
    domain text collate "C" not null,
    customer_id uuid not null references customers.customers on delete cascade,
    position int not null default 0,
    primary key (organization_id, domain)
);
create index customer_domain_by_customer on customers.customer_domain (customer_id);
select platform.isolate('customers.customer_domain');

create table customers.stakeholders (
    id uuid primary key,
    organization_id uuid not null,
    customer_id uuid not null references customers.customers on delete cascade,
    name text not null,
    role text,
    title text,
    archived_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create index stakeholders_by_customer on customers.stakeholders (customer_id);
create index stakeholders_by_name on customers.stakeholders (organization_id, lower(name), id);
select platform.isolate('customers.stakeholders');

create table customers.stakeholder_email (
    organization_id uuid not null,
    email text collate "C" not null,
    stakeholder_id uuid not null references customers.stakeholders on delete cascade,
    position int not null default 0,
    primary key (organization_id, email)
);
create index stakeholder_email_by_stakeholder on customers.stakeholder_email (stakeholder_id);
select platform.isolate('customers.stakeholder_email');

-- What a person taught us: this provider's id, or this address, is that company or stakeholder.
create table customers.known_identity (
    organization_id uuid not null,
    provider text not null,
    kind text not null check (kind in ('external_id', 'email')),
    value text collate "C" not null,
    customer_id uuid not null references customers.customers on delete cascade,
    stakeholder_id uuid references customers.stakeholders on delete cascade,
    created_at timestamptz not null,
    primary key (organization_id, provider, kind, value)
);
select platform.isolate('customers.known_identity');

create table customers.unmatched (
    id uuid primary key,
    organization_id uuid not null,
    provider text not null,
    external_id text collate "C",
    email text collate "C",
    name text,
    key text collate "C" not null,
    state text not null default 'open' check (state in ('open', 'resolved', 'ignored')),
    sightings int not null default 1,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    resolved_at timestamptz,
    resolved_by uuid,
    customer_id uuid references customers.customers on delete set null,
    stakeholder_id uuid references customers.stakeholders on delete set null,
    unique (organization_id, provider, key)
);
create index unmatched_open on customers.unmatched (organization_id, last_seen_at desc, id) where state = 'open';
select platform.isolate('customers.unmatched');
