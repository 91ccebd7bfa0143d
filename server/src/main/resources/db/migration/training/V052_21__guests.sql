-- The number somebody telephones from: in another meeting it is the same telephone.
alter table training.meeting_facts add phone text;

-- What they were called, and under what name that is offered again in sessions of the same cohort; never counted by it.
alter table training.attendance_resolutions add name text;
alter table training.attendance_resolutions add name_key text;
-- Of what holds in all sessions: the choice in one session it was remembered from.
alter table training.attendance_resolutions add said_as uuid;
create index attendance_resolutions_by_name on training.attendance_resolutions (name_key) where name_key is not null;
