-- How often the slots of a hall have changed: the sum over its shards. Whoever keeps slots in memory asks this
-- instead of reading them again. A connection counts in the shard of its own process, so that two bookings at one
-- hall do not wait for each other here.
create table slot_version (
  city text not null,
  hall text not null,
  shard integer not null,
  version bigint not null,
  primary key (city, hall, shard)
) with (fillfactor = 50);

insert into slot_version (city, hall, shard, version) select distinct city, hall, 0, 1 from slot;
