-- The lane in which a ticket drew its number: the letter that is called stays what it was, wherever the ticket is sent.
alter table ticket add column drawn_lane text;
update ticket set drawn_lane = lane;
alter table ticket alter column drawn_lane set not null;

create or replace view document_entry as
  select document.city, document.id, document.ticket_id, document.position, document.service, document.hall,
    document.receipt, document.status, document.ready_at, document.collected_at, ticket.date as accepted_on,
    ticket.lane, ticket.number, person.promised_on, person.promise_provisional as provisional, person.sealed,
    ticket.drawn_lane
  from document
  join ticket on ticket.city = document.city and ticket.id = document.ticket_id
  join ticket_person person on person.city = document.city and person.ticket_id = document.ticket_id
    and person.position = document.position and person.service = document.service;
