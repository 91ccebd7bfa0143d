-- What was sent, or will be in a moment, in the last window of each budget: pairs of a slot of time and a count, oldest first.
-- Counters by connection, no tenant's data.
drop table connections.rate_budget;
create table connections.rate_window (
    connection_id uuid not null,
    budget text not null,
    taken bigint[] not null default '{}',
    primary key (connection_id, budget)
);
select platform.open_to_application('connections.rate_window');
