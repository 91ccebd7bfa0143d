-- Users who may hold the session besides its instructor.
alter table training.sessions add alternative_hosts uuid[] not null default '{}';
-- Those of them whom Zoom was told of: it takes nobody without a licence.
alter table training.meetings add alternative_hosts uuid[] not null default '{}';
