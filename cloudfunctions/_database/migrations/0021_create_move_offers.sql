-- What staff cut a slot to while more people are booked: no seat that frees is given away until it fits.
alter table slot add column wanted_seats integer check (wanted_seats >= 0);

-- Another seat, held for a visit whose own is to go. The visit stays where it is until its owner accepts.
create table move_offer (
  city text not null,
  id uuid not null,
  reservation_id uuid not null,
  hall text not null,
  lane text not null,
  date date not null,
  start_minute integer not null,
  seats integer not null check (seats between 1 and 5),
  status text not null check (status in ('open', 'accepted', 'declined', 'expired')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (city, id),
  foreign key (city, reservation_id) references reservation (city, id),
  foreign key (city, hall, lane, date, start_minute) references slot (city, hall, lane, date, start_minute)
);

create unique index one_open_offer_per_reservation on move_offer (city, reservation_id) where status = 'open';
create index open_offers_by_expiry on move_offer (city, expires_at) where status = 'open';
