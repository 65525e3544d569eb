-- What a person agreed to, when, in which wording. Withdrawing is kept too: the proof of both is the row.
create table consent (
  city text not null,
  account_id uuid not null,
  purpose text not null check (purpose in ('booking', 'notifications')),
  version integer not null,
  granted_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (city, account_id, purpose, version),
  foreign key (city, account_id) references account (city, id)
);

-- How far a change of the sealing key has come: a column is done when no row of it is sealed with another key.
create table resealing (
  city text not null,
  place text not null,
  key_id text not null,
  done_at timestamptz not null,
  primary key (city, place)
);

-- Retention walks through past visits by day.
create index reservations_by_start on reservation (city, starts_at);
create index remembered_writes_by_age on remembered_write (city, created_at);
