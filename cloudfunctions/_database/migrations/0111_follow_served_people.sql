-- The ticket that served everybody of a visit which never checked in: taking the completion back books it again.
alter table reservation add column served_by uuid;

create index ticket_people_by_document on ticket_person (city, document_blind, service);

-- Who was served for what on which day, with an appointment or without.
create view served_person as
  select ticket.city, ticket.date, ticket.id as ticket_id, person.document_blind, person.service
  from ticket join ticket_person person on person.city = ticket.city and person.ticket_id = ticket.id
  where ticket.status = 'served' and person.document_blind <> 'erased';
