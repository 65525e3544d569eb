-- The audit is append-only: a row that was written cannot be changed or taken away, not even by the service. (On Citus
-- set citus.enable_unsafe_triggers before distributing the table: this trigger reads nothing and only refuses.)
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit is append-only.';
end
$$;

create trigger audit_is_append_only before update or delete on audit_entry
  for each row execute function refuse_change();
create trigger audit_is_never_emptied before truncate on audit_entry
  for each statement execute function refuse_change();

-- The chain over the audit of one city and day: each link is a keyed hash of the entry and of the link before it. A
-- timer makes the links, so that writing an entry waits for nobody.
create table audit_link (
  city text not null,
  day date not null,
  sequence integer not null check (sequence > 0),
  entry_id uuid not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (city, day, sequence),
  constraint one_link_per_entry unique (city, entry_id)
);

create trigger audit_links_are_append_only before update or delete on audit_link
  for each row execute function refuse_change();

-- The head of each day's chain, and where the day before stood when this one began: a day that vanishes is missed.
create table audit_day (
  city text not null,
  day date not null,
  entries integer not null default 0,
  head text not null,
  previous_day date,
  previous_entries integer,
  previous_head text,
  primary key (city, day)
);
