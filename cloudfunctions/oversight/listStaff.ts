import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import type { StaffScope } from '../_runtime/caller';
import type { Handler } from '../_runtime/serve';

interface Row {
  id: string;
  role: StaffScope['role'];
  hall: string;
  bound_at: Date | null;
  created_at: Date;
}

export const listStaff: Handler<typeof oversight.listStaff> = async ({ database }, _input, { city }) => {
  const rows = await database.rows<Row>(sql`
    select id, role, hall, bound_at, created_at from staff_member
    where city = ${city} and ended_at is null order by hall, role, created_at, id limit 500`);
  return accept({
    staff: rows.map(({ id, role, hall, bound_at, created_at }) => ({
      id,
      role,
      hall,
      bound: bound_at !== null,
      since: (bound_at ?? created_at).toISOString(),
    })),
  });
};
