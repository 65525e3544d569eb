-- The how manieth booking of its account this is. Two bookings that were decided on the same standing draw the same
-- number: the second is decided again. Bookings that a citizen does not make by hand have none.
alter table reservation add column account_ordinal integer;
create unique index one_booking_at_a_time_per_account on reservation (city, account_id, account_ordinal)
  where account_ordinal is not null;
