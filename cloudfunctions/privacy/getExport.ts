import type { privacy } from '../../contract/privacy';
import { accept } from '../../domain/outcome';
import type { Handler } from '../_runtime/serve';
import { type Section, sections } from './sections';

/** A copy of everything that is kept about the account, opened and masked. */
export const getExport: Handler<typeof privacy.getExport> = async (
  { database, sealer },
  _input,
  { city, accountId, now },
) => {
  const collect = async ([name, section]: [string, Section]) => {
    const rows = await database.rows<Record<string, unknown>>(section.read({ city, accountId }));
    return [name, rows.map((row) => section.show(row, sealer))] as const;
  };
  const collected = await Promise.all(Object.entries(sections).map(collect));
  return accept({ madeAt: now.toISOString(), sections: Object.fromEntries(collected) });
};
