-- A linked account is another sign-in of the same person: it sees the visits and people of its principal.
alter table account add column principal_id uuid;
alter table account add constraint principal_is_an_account foreign key (city, principal_id) references account (city, id);

-- One sign-in of one device, from its first proof until it ends or expires. The refresh token itself is never kept.
create table sign_in (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('citizen', 'staff')),
  channel text not null check (channel in ('wechat', 'alipay', 'web')),
  device text not null,
  refresh_digest text not null,
  previous_digest text,
  staff_role text,
  staff_hall text,
  staff_confirmed boolean not null default false,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_because text check (ended_because in ('signed-out', 'ended-by-owner', 'refresh-reused', 'linked', 'unlinked',
    'staff-ended', 'data-deleted')),
  primary key (city, id),
  foreign key (city, account_id) references account (city, id)
);

create index sign_ins_of_account on sign_in (city, account_id, created_at);
create index sign_ins_ended on sign_in (city, ended_at) where ended_at is not null;

-- Someone who works at a hall, from the supervisor's invitation on. `hall` is `*` for a supervisor of the city.
create table staff_member (
  city text not null,
  id uuid not null,
  hall text not null,
  role text not null check (role in ('clerk', 'lead', 'supervisor')),
  account_id uuid,
  totp_sealed text,
  totp_step bigint not null default 0,
  invited_by text not null,
  created_at timestamptz not null,
  bound_at timestamptz,
  ended_at timestamptz,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id)
);

create unique index one_post_per_account on staff_member (city, account_id) where ended_at is null;

-- A code that works once: it binds a staff member's account, or links a second platform. Only its digest is kept.
create table one_time_code (
  city text not null,
  digest text not null,
  purpose text not null check (purpose in ('link', 'staff')),
  subject uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (city, digest)
);
