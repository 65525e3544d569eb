-- What a slot had before its hall closed early, so that the closing can be taken back: its seats, and how many of them
-- were held back for the noon release. Null while the slot is not closed.
alter table slot add column seats_when_open integer check (seats_when_open >= 0);

alter table slot add column held_back_when_open integer check (held_back_when_open >= 0);
