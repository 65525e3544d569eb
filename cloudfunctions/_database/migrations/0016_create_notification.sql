-- The outbox: what an account is to be told, written in the transaction that makes it true. Facts hold no personal
-- data. A sender takes what is due, and writes down whether it was sent or given up.
create table notification (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  subject text not null,
  facts jsonb not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  sent_at timestamptz,
  dead_at timestamptz,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id),
  constraint sent_or_given_up check (sent_at is null or dead_at is null)
);

create index notifications_due on notification (city, next_attempt_at)
  where sent_at is null and dead_at is null;
create index notifications_of_account on notification (city, account_id, created_at);
