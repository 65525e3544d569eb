-- A seat of a student session is for those who declared that they are students: what was declared stays with the visit.
alter table reservation add column declared_students boolean not null default false;
alter table reservation add constraint a_student_seat_is_declared check (lane <> 'student' or declared_students);
