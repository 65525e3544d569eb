-- A city that uses the product; every other table is its tenant's and begins with it.
create table city (
  city text primary key,
  facts jsonb not null
);

-- A hall is a place with windows. Its facts (names, address, hours, sources) are one document that an
-- administrator may change without a release.
create table hall (
  city text not null,
  hall text not null,
  mode text not null check (mode in ('dual-track', 'serve-on-arrival')),
  longitude double precision not null,
  latitude double precision not null,
  display_order integer not null default 0,
  facts jsonb not null,
  primary key (city, hall)
);

-- A lane is a way through a hall with its own windows: appointment, walk-in, enterprise and so on.
create table lane (
  city text not null,
  hall text not null,
  lane text not null check (lane in ('appointment', 'walk-in', 'enterprise', 'urgent', 'student', 'kiosk')),
  services text[] not null,
  windows integer not null check (windows >= 0),
  primary key (city, hall, lane),
  foreign key (city, hall) references hall (city, hall)
);

-- A line of the weekly timetable from which sessions are opened: a lane, a weekday (1 Monday to 7 Sunday), hours.
create table session_template (
  city text not null,
  hall text not null,
  lane text not null,
  weekday integer not null check (weekday between 1 and 7),
  from_minute integer not null check (from_minute between 0 and 1440),
  to_minute integer not null check (to_minute between 0 and 1440 and to_minute > from_minute),
  windows integer not null check (windows >= 0),
  slot_minutes integer not null check (slot_minutes > 0),
  seats_per_slot integer not null check (seats_per_slot >= 0),
  services text[] not null,
  source text not null,
  primary key (city, hall, lane, weekday, from_minute),
  foreign key (city, hall, lane) references lane (city, hall, lane)
);

-- A session is a lane on a day between two times, with the windows and seats it had when it was opened.
create table session (
  city text not null,
  hall text not null,
  lane text not null,
  date date not null,
  from_minute integer not null,
  to_minute integer not null,
  windows integer not null,
  slot_minutes integer not null,
  seats_per_slot integer not null,
  services text[] not null,
  released_at timestamptz not null,
  closed_at timestamptz,
  primary key (city, hall, lane, date, from_minute),
  foreign key (city, hall, lane) references lane (city, hall, lane)
);

-- A slot is half an hour of a session. Its seats are counters and the last word on how many people fit.
-- No index holds `booked`, so that taking a seat rewrites the row in place (heap-only update).
create table slot (
  city text not null,
  hall text not null,
  lane text not null,
  date date not null,
  start_minute integer not null,
  end_minute integer not null,
  session_from_minute integer not null,
  starts_at timestamptz not null,
  released_at timestamptz not null,
  services text[] not null,
  capacity integer not null check (capacity >= 0),
  booked integer not null default 0,
  held_back integer not null default 0 check (held_back >= 0),
  primary key (city, hall, lane, date, start_minute),
  foreign key (city, hall, lane, date, session_from_minute)
    references session (city, hall, lane, date, from_minute),
  constraint seats_never_overbooked check (booked <= capacity),
  constraint seats_never_negative check (booked >= 0)
) with (fillfactor = 60);

-- A number that decides who may book what and when. `hall` is empty for the city's own value.
create table booking_rule (
  city text not null,
  hall text not null default '',
  name text not null,
  value numeric not null,
  source text not null,
  primary key (city, hall, name)
);

-- What a service costs, takes and asks for: the same in every city.
create table service_facts (
  service text primary key,
  display_order integer not null,
  facts jsonb not null
);

-- A day that is not what its weekday says: a public holiday, or a weekend day worked instead.
-- `official` is false for days that are certain by law before the year's notice is out.
create table calendar_day (
  date date primary key,
  kind text not null check (kind in ('holiday', 'makeup-workday')),
  name text not null,
  official boolean not null,
  source text not null
);

-- The last day up to which the official notices reach; a later day is provisional.
create table calendar_coverage (
  only_row boolean primary key default true check (only_row),
  coverage_until date not null,
  source text not null
);
