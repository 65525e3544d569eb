-- How often the slots of a hall have changed: the sum over its shards. Whoever keeps slots in memory asks this
-- instead of reading them again. `shape` counts what is more than seats taken or freed: new slots, other hours or
-- capacities. A connection counts in the shard of its own process, so that two bookings at one hall do not wait for
-- each other here.
create table slot_version (
  city text not null,
  hall text not null,
  shard integer not null,
  version bigint not null,
  shape bigint not null,
  primary key (city, hall, shard)
) with (fillfactor = 50);

insert into slot_version (city, hall, shard, version, shape) select distinct city, hall, 0, 1, 1 from slot;
