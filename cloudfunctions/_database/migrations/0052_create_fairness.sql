-- Seats that were given up and that nobody on the waitlist took: counted in slot.held_back until they open to all.
create table cooling_seat (
  city text not null,
  id uuid not null,
  hall text not null,
  lane text not null,
  date date not null,
  start_minute integer not null,
  seats integer not null check (seats > 0),
  opens_at timestamptz not null,
  primary key (city, id),
  foreign key (city, hall, lane, date, start_minute) references slot (city, hall, lane, date, start_minute)
);

create index cooling_seats_due on cooling_seat (city, opens_at);
create index cooling_seats_of_slot on cooling_seat (city, hall, date, start_minute);

-- Who gave up a day at a hall waits a little before booking it again. `who` is an account, or a blind device.
create table rebook_wait (
  city text not null,
  who text not null,
  hall text not null,
  date date not null,
  until timestamptz not null,
  primary key (city, who, hall, date)
);

-- How often something was tried in a window of time, where it must hold over all instances. `who` is blind.
create table attempt (
  city text not null,
  who text not null,
  starts_at timestamptz not null,
  tries integer not null,
  primary key (city, who, starts_at)
);

-- Booking is paused for a document after too many missed visits; on-site tickets stay open.
create table booking_pause (
  city text not null,
  id uuid not null,
  document_blind text not null,
  from_at timestamptz not null,
  until timestamptz not null,
  lifted_at timestamptz,
  primary key (city, id)
);

create index booking_pauses_of_document on booking_pause (city, document_blind, until);

-- A visit that was missed, or given up late, by one person. A visit counts towards one pause at most, and no longer
-- when an appeal was granted.
create table missed_visit (
  city text not null,
  document_blind text not null,
  reservation_id uuid not null,
  account_id uuid not null,
  weight numeric not null check (weight > 0),
  at timestamptz not null,
  pause_id uuid,
  forgiven_at timestamptz,
  primary key (city, document_blind, reservation_id),
  foreign key (city, reservation_id) references reservation (city, id),
  foreign key (city, account_id) references account (city, id)
);

create index missed_visits_of_pause on missed_visit (city, pause_id) where pause_id is not null;
-- What the timer counts, found without reading all visits.
create index reservations_missed on reservation (city, starts_at)
  where status = 'missed' or cancelled_late;

create table appeal (
  city text not null,
  id uuid not null,
  pause_id uuid not null,
  account_id uuid not null,
  reason_sealed text not null,
  status text not null check (status in ('open', 'granted', 'refused')),
  created_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (city, id),
  foreign key (city, pause_id) references booking_pause (city, id),
  foreign key (city, account_id) references account (city, id),
  constraint one_appeal_per_pause unique (city, pause_id)
);

-- A device says its own name; it is kept blind, and only to see many accounts behind one.
alter table sign_in add column device_blind text;
create index sign_ins_of_device on sign_in (city, device_blind) where device_blind is not null;
