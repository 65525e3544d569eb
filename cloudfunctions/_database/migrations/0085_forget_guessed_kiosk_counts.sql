-- How many machines a hall has was guessed: unknown is left open, and what an administrator has counted stays.
alter table kiosk alter column devices drop not null;

update kiosk set devices = null where facts ->> 'devicesSource' like 'assumption%';
