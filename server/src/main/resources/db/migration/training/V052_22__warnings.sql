-- Learners of whose low attendance in a cohort people were told, so that they are told once.
create table training.attendance_warnings (
    organization_id uuid not null,
    cohort_id uuid not null references training.cohorts on delete cascade,
    learner_id uuid not null references training.learners on delete cascade,
    -- Low: it may still come right; lost: not with the sessions that are planned.
    level text not null check (level in ('low', 'lost')),
    told_at timestamptz not null,
    primary key (cohort_id, learner_id)
);
create index attendance_warnings_by_learner on training.attendance_warnings (learner_id);
select platform.isolate('training.attendance_warnings');
