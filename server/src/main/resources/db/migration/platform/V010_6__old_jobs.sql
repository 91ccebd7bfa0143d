-- Jobs that ended long ago are forgotten for all organisations at once.
drop policy tenant on platform.job;
select platform.isolate('platform.job', true);
create index job_ended on platform.job (finished_at) where finished_at is not null;
