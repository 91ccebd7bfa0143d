-- What is long over is forgotten for all organisations at once.
drop policy tenant on training.join_times;
select platform.isolate('training.join_times', true);
drop policy tenant on training.attendance_unmatched;
select platform.isolate('training.attendance_unmatched', true);
