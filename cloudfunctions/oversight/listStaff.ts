import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import { openStaffName } from '../_people/staffNames';
import type { StaffScope } from '../_runtime/caller';
import type { Handler } from '../_runtime/serve';

interface Row {
  id: string;
  role: StaffScope['role'];
  hall: string;
  bound_at: Date | null;
  created_at: Date;
  named_sealed: string | null;
}

export const listStaff: Handler<typeof oversight.listStaff> = async (
  { database, sealer },
  _input,
  { city },
) => {
  const rows = await database.rows<Row>(sql`
    select id, role, hall, bound_at, created_at, named_sealed from staff_member
    where city = ${city} and ended_at is null order by hall, role, created_at, id limit 500`);
  return accept({
    staff: rows.map(({ id, role, hall, bound_at, created_at, named_sealed }) => ({
      id,
      role,
      hall,
      ...(named_sealed === null ? {} : openStaffName(sealer, id, named_sealed)),
      bound: bound_at !== null,
      since: (bound_at ?? created_at).toISOString(),
    })),
  });
};
