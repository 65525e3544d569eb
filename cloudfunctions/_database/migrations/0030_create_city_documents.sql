-- Facts of a city that are read as one piece (the guide's decision table, the rules of requests). An administrator
-- may change them without a release.
create table city_document (
  city text not null,
  name text not null,
  facts jsonb not null,
  primary key (city, name)
);
