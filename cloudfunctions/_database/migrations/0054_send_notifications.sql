-- How often a person allowed a message on a platform: one "allow" is one message, and a refusal by the platform is zero.
create table message_grant (
  city text not null,
  account_id uuid not null,
  channel text not null check (channel in ('wechat', 'alipay')),
  template text not null,
  remaining integer not null check (remaining >= 0),
  language text not null check (language in ('zh', 'en')),
  updated_at timestamptz not null,
  primary key (city, account_id, channel, template),
  foreign key (city, account_id) references account (city, id)
);

-- Why the last try failed: the vendor's code, never a value.
alter table notification add column last_failure text;

-- A visit is brought to mind once.
create unique index one_reminder_per_visit on notification (city, subject) where kind = 'reservation.tomorrow';
