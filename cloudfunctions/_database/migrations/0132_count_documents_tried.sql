-- Which document numbers were typed by whom lately, blind: an answer that tells whether a number has a visit must not be
-- had for many of them.
create table document_try (
  city text not null,
  who text not null,
  document_blind text not null,
  tried_at timestamptz not null,
  primary key (city, who, document_blind)
);
create index document_tries_by_age on document_try (city, tried_at);
