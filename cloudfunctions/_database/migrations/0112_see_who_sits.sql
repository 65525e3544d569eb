-- When whoever sits at a window last did something there: a window that nobody works at is not counted.
alter table desk_window add column active_at timestamptz;
update desk_window set active_at = updated_at;
alter table desk_window alter column active_at set not null;
