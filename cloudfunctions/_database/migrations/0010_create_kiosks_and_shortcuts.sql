-- A place with smart endorsement devices, inside a hall or elsewhere. Staff say whether it works, citizens how many
-- people wait; a report without its time would be believed for ever.
create table kiosk (
  city text not null,
  kiosk text not null,
  hall text,
  longitude double precision not null,
  latitude double precision not null,
  devices integer not null check (devices > 0),
  in_service boolean not null default true,
  queue integer check (queue >= 0),
  queue_reported_at timestamptz,
  display_order integer not null default 0,
  facts jsonb not null,
  primary key (city, kiosk),
  foreign key (city, hall) references hall (city, hall),
  constraint queue_has_its_time check ((queue is null) = (queue_reported_at is null))
);

-- A way that spares people the visit or the booking, and whom it is for: one document that an administrator may
-- change without a release.
create table shortcut (
  city text not null,
  shortcut text not null check (shortcut in ('online-renewal', 'kiosk', 'green-channel')),
  facts jsonb not null,
  primary key (city, shortcut)
);
