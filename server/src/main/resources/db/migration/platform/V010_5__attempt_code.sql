-- The reason as a stable word, so that it can be said in other languages.
alter table platform.delivery_attempt add code text;
