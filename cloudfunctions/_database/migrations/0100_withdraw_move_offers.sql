-- A seat that was offered may itself be cut: its offer is withdrawn, and another one made.
alter table move_offer drop constraint move_offer_status_check;
alter table move_offer add constraint move_offer_status_check
  check (status in ('open', 'accepted', 'declined', 'expired', 'withdrawn'));
create index open_offers_by_slot on move_offer (city, hall, lane, date, start_minute) where status = 'open';
