-- What a write with an idempotency key answered, sealed: a retry hears it again, also when the account that asked is
-- gone by then, or when the answer held a secret that is told once.
delete from remembered_write;
alter table remembered_write add column answer_sealed text not null default '';
alter table remembered_write add column finished boolean not null default false;
alter table remembered_write add column sign_in uuid;
alter table remembered_write add column forget_at timestamptz not null default 'infinity';
alter table remembered_write drop column subject;
drop index remembered_writes_by_age;
create index remembered_writes_by_end on remembered_write (city, forget_at);
