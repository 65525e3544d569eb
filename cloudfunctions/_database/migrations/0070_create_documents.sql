-- Whether the promise that was fixed at acceptance reaches past the last official holiday notice: said as "about".
alter table ticket_person add column promise_provisional boolean not null default false;

-- A document that was accepted, followed until it is collected. Whose it is stays with its ticket, sealed once.
create table document (
  city text not null,
  id uuid not null,
  ticket_id uuid not null,
  position integer not null,
  service text not null,
  hall text not null,
  -- Read out over a counter, like the code of an appointment.
  receipt text not null,
  status text not null
    check (status in ('accepted', 'in-production', 'ready', 'collected')),
  ready_at timestamptz,
  collected_at timestamptz,
  -- When its owner was told that it is ready: once, whatever is corrected afterwards.
  announced_at timestamptz,
  updated_at timestamptz not null,
  primary key (city, id),
  foreign key (city, hall) references hall (city, hall),
  foreign key (city, ticket_id, position, service) references ticket_person (city, ticket_id, position, service),
  constraint one_document_per_application unique (city, ticket_id, position, service),
  constraint one_document_per_receipt unique (city, receipt),
  constraint ready_documents_have_their_time
    check ((status in ('ready', 'collected')) = (ready_at is not null)),
  constraint collected_documents_have_their_time check ((status = 'collected') = (collected_at is not null))
);

create index documents_of_hall_by_status on document (city, hall, status);

-- A document with what its ticket knows of it: everything that is read of one, joined once.
create view document_entry as
  select document.city, document.id, document.ticket_id, document.position, document.service, document.hall,
    document.receipt, document.status, document.ready_at, document.collected_at, ticket.date as accepted_on,
    ticket.lane, ticket.number, person.promised_on, person.promise_provisional as provisional, person.sealed
  from document
  join ticket on ticket.city = document.city and ticket.id = document.ticket_id
  join ticket_person person on person.city = document.city and person.ticket_id = document.ticket_id
    and person.position = document.position and person.service = document.service;
