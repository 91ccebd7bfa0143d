-- Whose Zoom user is being changed right now, by whichever node: Zoom refuses two changes at once.
create table training.zoom_turns (
    zoom_user text primary key,
    holder uuid not null,
    -- A node that dies holds it no longer than that.
    until timestamptz not null
);
select platform.open_to_application('training.zoom_turns');
