-- Letters that are to be written about sessions. Whoever plans does not wait for them: they are written a few readers at a time.
create table training.letters (
    id uuid primary key,
    organization_id uuid not null,
    news text not null check (news in ('invited', 'moved', 'cancelled')),
    cohort_id uuid not null references training.cohorts on delete cascade,
    session_ids uuid[] not null,
    -- Who was enrolled when it was noted; who is no longer when it is written gets none.
    learner_ids uuid[] not null,
    -- How many of them were done with, up to whom.
    written int not null default 0,
    last_learner_id uuid,
    not_before timestamptz not null,
    created_at timestamptz not null
);
create index letters_due on training.letters (not_before);
select platform.isolate('training.letters', true);
