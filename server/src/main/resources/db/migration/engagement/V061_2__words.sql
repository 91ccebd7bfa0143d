-- What the summary says, as a code with the parts that vary, where it is a sentence of ours: to be said in any language.
alter table engagement.activities add column words jsonb;
