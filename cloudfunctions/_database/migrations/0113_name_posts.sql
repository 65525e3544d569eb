-- Who holds a post: name and staff number, sealed.
alter table staff_member add column named_sealed text;
create index posts_of_account on staff_member (city, account_id);
