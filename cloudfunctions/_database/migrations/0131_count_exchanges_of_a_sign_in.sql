-- A refresh token is derived from its sign-in and the number of its exchange, so that every earlier one is known without
-- being kept. Whoever is signed in with a token of before signs in once more.
update sign_in set ended_at = now(), ended_because = 'signed-out' where ended_at is null;
alter table sign_in drop column previous_digest;
alter table sign_in drop column refresh_digest;
alter table sign_in add column exchanges integer not null default 0;
