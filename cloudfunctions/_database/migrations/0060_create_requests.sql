-- A company for whose visits its staff may apply.
create table company (
  city text not null,
  id uuid not null,
  name text not null,
  credit_code text not null,
  created_at timestamptz not null,
  primary key (city, id)
);

-- Whoever may apply for a company: the one who saved it, and those whom they invited.
create table company_member (
  city text not null,
  company_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  role text not null check (role in ('owner', 'member')),
  joined_at timestamptz not null,
  primary key (city, company_id, account_id),
  foreign key (city, company_id) references company (city, id),
  foreign key (city, account_id) references account (city, id)
);

create index companies_of_account on company_member (city, account_id);

-- A request for the urgent or enterprise lane. What people write is sealed: it tells of illness and death.
create table request (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('urgent', 'enterprise')),
  reason text not null,
  hall text not null,
  status text not null check (
    status in ('submitted', 'approved', 'refused', 'appealed', 'used', 'withdrawn', 'expired')),
  company_id uuid,
  statement_sealed text not null,
  note_sealed text not null default '',
  appeal_sealed text not null default '',
  letter_from date,
  letter_until date,
  -- The request whose letter made a review needless.
  covered_by uuid,
  submitted_at timestamptz not null,
  due_at timestamptz not null,
  overdue_at timestamptz,
  decision text check (decision in ('approved', 'refused')),
  decided_at timestamptz,
  decided_by uuid,
  appealed_at timestamptz,
  expires_at timestamptz,
  reservation_id uuid,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id),
  foreign key (city, hall) references hall (city, hall),
  foreign key (city, company_id) references company (city, id),
  foreign key (city, covered_by) references request (city, id),
  foreign key (city, reservation_id) references reservation (city, id),
  constraint a_request_is_used_by_one_visit check ((status = 'used') = (reservation_id is not null)),
  constraint an_approved_request_runs_out check (status not in ('approved', 'used') or expires_at is not null),
  constraint an_enterprise_request_has_a_company check ((kind = 'enterprise') = (company_id is not null)),
  constraint a_letter_has_both_ends check (num_nulls(letter_from, letter_until) in (0, 2) and letter_until >= letter_from)
);

create index requests_of_account on request (city, account_id, submitted_at);
create index requests_undecided on request (city, hall, due_at) where status in ('submitted', 'appealed');
create index requests_of_hall on request (city, hall, updated_at);
create index requests_running_out on request (city, expires_at) where status = 'approved';
create index requests_of_company on request (city, company_id, letter_until) where letter_until is not null;
create unique index one_request_per_visit on request (city, reservation_id) where reservation_id is not null;

-- One person of a request, with what they come for.
create table request_person (
  city text not null,
  request_id uuid not null,
  position integer not null,
  services text[] not null,
  document_blind text not null,
  sealed text not null,
  residence text not null check (residence in ('in-province', 'out-of-province')),
  primary key (city, request_id, position),
  foreign key (city, request_id) references request (city, id)
);

-- A file that proves a reason: a photo or a PDF. The row is there before the file and goes after it, so that no file
-- is forgotten. The file is sealed with a key of its own, which is sealed here: without it the file is noise.
create table evidence (
  city text not null,
  id uuid not null,
  account_id uuid not null,
  request_id uuid,
  status text not null check (status in ('uploading', 'stored', 'ended')),
  parts integer not null check (parts between 1 and 1000),
  media_type text,
  bytes integer,
  pages integer,
  key_sealed text not null default '',
  created_at timestamptz not null,
  primary key (city, id),
  foreign key (city, account_id) references account (city, id),
  foreign key (city, request_id) references request (city, id),
  constraint stored_evidence_opens check (status <> 'stored' or (key_sealed <> '' and media_type is not null))
);

create index evidence_of_account on evidence (city, account_id, created_at);
create index evidence_of_request on evidence (city, request_id) where request_id is not null;
create index evidence_by_age on evidence (city, created_at) where status <> 'stored' or request_id is null;

-- A part of a file on its way, sealed; gone when the file is whole or given up.
create table evidence_part (
  city text not null,
  evidence_id uuid not null,
  position integer not null,
  bytes integer not null,
  sealed text not null,
  primary key (city, evidence_id, position),
  foreign key (city, evidence_id) references evidence (city, id) on delete cascade
);

alter table one_time_code drop constraint one_time_code_purpose_check;
alter table one_time_code add constraint one_time_code_purpose_check check (purpose in ('link', 'staff', 'company'));
