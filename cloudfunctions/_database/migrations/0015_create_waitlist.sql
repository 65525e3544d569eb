-- A place on the waitlist: what a party of one to five people waits for. A reservation that comes of it takes the
-- place's id, so that what is sealed for it here can be opened there.
create table waitlist_entry (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  status text not null check (
    status in ('waiting', 'offered', 'booked', 'left', 'booked-otherwise', 'lapsed', 'closed')),
  priority integer not null,
  joined_at timestamptz not null,
  lane text not null,
  halls text[] not null,
  from_date date not null,
  to_date date not null check (to_date >= from_date),
  earliest_minute integer not null,
  latest_minute integer not null check (latest_minute >= earliest_minute),
  services text[] not null,
  seats integer not null check (seats between 1 and 5),
  automatic boolean not null,
  declined text[] not null default '{}',
  contact_sealed text not null,
  offered_hall text,
  offered_date date,
  offered_minute integer,
  held_until timestamptz,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id),
  foreign key (city, offered_hall, lane, offered_date, offered_minute)
    references slot (city, hall, lane, date, start_minute),
  -- Seats are held for an offer and for nothing else; they are counted in slot.booked.
  constraint an_offer_holds_seats check (
    (status = 'offered') = (held_until is not null)
    and num_nulls(offered_hall, offered_date, offered_minute, held_until) in (0, 4))
);

-- The list in its order.
create index waitlist_in_order on waitlist_entry (city, priority, joined_at, id)
  where status in ('waiting', 'offered');
create index waitlist_of_account on waitlist_entry (city, account_id, joined_at);

-- One person of a place with one service, as in `applicant`. `live` follows the place's status.
create table waitlist_member (
  city text not null,
  entry_id uuid not null,
  position integer not null,
  service text not null,
  document_blind text not null,
  sealed text not null,
  residence text not null check (residence in ('in-province', 'out-of-province')),
  live boolean not null,
  primary key (city, entry_id, position, service),
  foreign key (city, entry_id) references waitlist_entry (city, id)
);

create unique index one_place_on_the_waitlist_per_person_and_service
  on waitlist_member (city, document_blind, service) where live;
