-- An account is one sign-in of one person on one platform.
create table account (
  city text not null,
  id uuid not null,
  channel text not null check (channel in ('wechat', 'alipay', 'web')),
  subject text not null,
  created_at timestamptz not null,
  primary key (city, id),
  constraint one_account_per_subject unique (city, channel, subject)
);

-- A person whom an account books for. Name, document number and phone are sealed (AES-256-GCM);
-- `document_blind` (HMAC-SHA-256) finds the same document again without telling it.
create table person (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  document_blind text not null,
  sealed text not null,
  residence text not null check (residence in ('in-province', 'out-of-province')),
  guardian_of uuid[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id),
  constraint one_person_per_document_in_account unique (city, account_id, document_blind)
);

-- A reservation is a party of one to five people with seats on one slot.
create table reservation (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  code text not null,
  status text not null check (status in ('booked', 'checked-in', 'serving', 'completed', 'cancelled', 'missed')),
  hall text not null,
  lane text not null,
  date date not null,
  start_minute integer not null,
  starts_at timestamptz not null,
  seats integer not null check (seats between 1 and 5),
  contact_sealed text not null,
  idempotency_key text not null,
  input_digest text not null,
  cancelled_late boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id),
  foreign key (city, hall, lane, date, start_minute) references slot (city, hall, lane, date, start_minute),
  constraint one_reservation_per_code unique (city, code),
  constraint one_reservation_per_idempotency_key unique (city, account_id, idempotency_key)
);

create index reservations_of_account on reservation (city, account_id, starts_at);
create index reservations_of_hall_and_day on reservation (city, hall, date, start_minute);

-- An applicant is one person of a reservation with one service. `live` follows the reservation's status.
create table applicant (
  city text not null,
  reservation_id uuid not null,
  position integer not null,
  service text not null,
  document_blind text not null,
  sealed text not null,
  residence text not null check (residence in ('in-province', 'out-of-province')),
  live boolean not null,
  primary key (city, reservation_id, position, service),
  foreign key (city, reservation_id) references reservation (city, id)
);

-- The database has the last word on hoarding; the rule in domain/booking only explains it earlier.
create unique index one_live_reservation_per_person_and_service
  on applicant (city, document_blind, service) where live;

-- What a write with an idempotency key came to: the id of what it made or changed, from which the first answer
-- is told again. It holds no personal data.
create table remembered_write (
  city text not null,
  account_id uuid not null,
  idempotency_key text not null,
  operation text not null,
  input_digest text not null,
  subject text not null,
  created_at timestamptz not null,
  primary key (city, account_id, idempotency_key)
);

-- Who did what to what, and when. Never personal data: ids and codes only.
create table audit_entry (
  city text not null,
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  request_id text not null,
  primary key (city, id)
);

create index audit_of_subject on audit_entry (city, subject, at);
