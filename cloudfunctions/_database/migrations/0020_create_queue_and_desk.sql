-- A hall on a day: the row that is locked before a number is drawn or somebody is called, so that neither can
-- happen twice. `closes_minute` is set when the hall closes early.
create table hall_day (
  city text not null,
  hall text not null,
  date date not null,
  last_number integer not null default 0,
  last_call integer not null default 0,
  closes_minute integer,
  primary key (city, hall, date),
  foreign key (city, hall) references hall (city, hall)
);

-- A window that calls today, with the lanes that it serves and who sits there.
create table desk_window (
  city text not null,
  hall text not null,
  date date not null,
  window_number integer not null check (window_number between 1 and 99),
  lanes text[] not null check (cardinality(lanes) > 0),
  opened_by uuid not null,
  open boolean not null,
  updated_at timestamptz not null,
  primary key (city, hall, date, window_number),
  foreign key (city, hall) references hall (city, hall)
);

-- A ticket is a party that waits at a hall today: with an appointment that has checked in, or without one.
create table ticket (
  city text not null,
  id uuid not null,
  hall text not null,
  date date not null,
  number integer not null check (number > 0),
  lane text not null check (lane in ('appointment', 'walk-in', 'enterprise', 'urgent', 'student', 'kiosk')),
  status text not null
    check (status in ('waiting', 'called', 'serving', 'served', 'missed', 'left', 'expired')),
  -- Keeps the priority of an appointment: has one and was not late for it.
  booked boolean not null,
  green_reason text check (green_reason in ('elder', 'pregnant', 'disabled', 'infant', 'military', 'urgent')),
  account_id uuid,
  reservation_id uuid,
  starts_at timestamptz,
  joined_at timestamptz not null,
  ready_at timestamptz not null,
  expected_minutes numeric not null check (expected_minutes > 0),
  passed_over integer not null default 0,
  recalls integer not null default 0,
  misses integer not null default 0,
  -- Sent on to this window, which alone may call it.
  for_window integer,
  window_number integer,
  call_sequence integer,
  call_reason text,
  -- The lanes of the window that called: turns are taken within one set of lanes.
  call_lanes text,
  called_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  -- What the last step at a window replaced, who made it and when, so that it can be taken back for a minute.
  undo jsonb,
  undo_by uuid,
  undo_at timestamptz,
  primary key (city, id),
  foreign key (city, hall, date) references hall_day (city, hall, date),
  foreign key (city, reservation_id) references reservation (city, id),
  constraint one_ticket_per_number unique (city, hall, date, number),
  constraint one_ticket_per_call unique (city, hall, date, call_sequence)
);

create unique index one_ticket_per_window
  on ticket (city, hall, date, window_number) where status in ('called', 'serving');
create unique index one_live_ticket_per_reservation
  on ticket (city, reservation_id) where status in ('waiting', 'called', 'serving');
create index tickets_of_hall_and_day on ticket (city, hall, date, status);
create index tickets_of_account on ticket (city, account_id, created_at);

-- One person of a ticket with one service, and what came of it. `live` follows the ticket's status.
create table ticket_person (
  city text not null,
  ticket_id uuid not null,
  position integer not null,
  service text not null,
  document_blind text not null,
  sealed text not null,
  residence text not null check (residence in ('in-province', 'out-of-province')),
  live boolean not null,
  accepted boolean,
  promised_on date,
  primary key (city, ticket_id, position, service),
  foreign key (city, ticket_id) references ticket (city, id)
);

create unique index one_live_ticket_per_person_and_service
  on ticket_person (city, document_blind, service) where live;
