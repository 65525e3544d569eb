import { type RequestTable, requestTable } from '../../contract/requests';
import { cityDocument } from '../_database/cityDocuments';
import type { Queryable } from '../_database/database';

export type Reason = RequestTable['reasons'][number];

/** The reasons that a city recognises. */
export async function reasonsOf(database: Queryable, city: string): Promise<readonly Reason[]> {
  return requestTable.parse(await cityDocument(database, city, 'requests')).reasons;
}
