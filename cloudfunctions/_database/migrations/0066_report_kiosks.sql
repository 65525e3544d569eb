-- When staff last said whether a kiosk works: what citizens reported before is settled by it.
alter table kiosk add column service_set_at timestamptz;

-- What somebody last reported of a kiosk. One row for each account and kiosk, so that nobody counts twice.
create table kiosk_report (
  city text not null,
  kiosk text not null,
  account_id uuid not null,
  works boolean not null,
  at timestamptz not null,
  primary key (city, kiosk, account_id),
  foreign key (city, kiosk) references kiosk (city, kiosk),
  foreign key (city, account_id) references account (city, id)
);

create index kiosk_reports_lately on kiosk_report (city, kiosk, at);
