import { randomBytes } from 'node:crypto';
import { sql } from '../../cloudfunctions/_database/sql';
import type { desk } from '../../contract/desk';
import type { CitizenDocument } from '../../contract/documents';
import type { OutputOf } from '../../contract/rooms';
import { freshPostgres, type TestPostgres } from '../support/postgresDatabase';
import { sitDown, takeTicket } from '../support/queue';
import { type Citizen, city, openService } from '../support/service';

const PILE = 30;
const keys = { sealing: [{ id: 's1', key: randomBytes(32) }], blind: randomBytes(32) };
const hall = 'xihu';

let postgres: TestPostgres;
let wang: Citizen;
let clerks: Citizen[];
let pile: string[];

beforeAll(async () => {
  postgres = await freshPostgres(24);
  const service = await openService(postgres.database, '2026-11-23T09:00:00+08:00', { keys });
  wang = await service.citizen('wang');
  clerks = await Promise.all(Array.from({ length: 12 }, (_, index) => service.staff(`xihu:clerk:c${index}`)));
  const window = await sitDown(clerks[0]!, 1);
  for (let index = 0; index < PILE; index += 1) await takeTicket(wang);
  for (let index = 0; index < PILE; index += 1) {
    const { ticket } = (await window.callNext())!;
    await window.start(ticket!);
    await window.complete(ticket!);
  }
  const { documents } = await wang.get<{ documents: CitizenDocument[] }>('documents', 'listMine', {});
  pile = documents.map(({ id }) => id);
});
afterAll(() => postgres.drop());

const auditedSteps = async (action: string) => {
  const [row] = await postgres.database.rows<{ entries: number; documents: number }>(sql`
    select count(*)::integer as entries, count(distinct subject)::integer as documents
    from audit_entry where city = ${city} and action = ${action}`);
  return row;
};

it('moves each document once and waits for nobody, when twelve clerks take the same pile in any order', async () => {
  const answers = await Promise.all(
    clerks.map((clerk, index) =>
      clerk.get<OutputOf<typeof desk.advanceDocuments>>('desk', 'advanceDocuments', {
        hall,
        to: 'in-production',
        by: { documents: index % 2 === 0 ? pile : [...pile].reverse() },
      }),
    ),
  );

  expect(answers.map(({ documents }) => documents.length)).toEqual(clerks.map(() => PILE));
  expect(await auditedSteps('desk.advanceDocuments')).toEqual({ entries: PILE, documents: PILE });
});

it('tells each owner once, and takes one step back for all who correct the same mistake', async () => {
  const [first = ''] = pile;
  const ready = { hall, to: 'ready', by: { documents: [first] } };
  await Promise.all(clerks.map((clerk) => clerk.get('desk', 'advanceDocuments', ready)));
  const [told] = await postgres.database.rows<{ messages: number }>(sql`
    select count(*)::integer as messages from notification where city = ${city} and kind = 'document.ready'`);
  expect(told).toEqual({ messages: 1 });

  const slip = { hall, document: first, from: 'ready', reason: 'wrong-document' };
  const codes = await Promise.all(clerks.map((clerk) => clerk.code('desk', 'correctDocument', slip)));

  expect(codes.sort()).toEqual([...clerks.slice(1).map(() => 'DOCUMENT_MOVED'), 'OK']);
  expect(await auditedSteps('desk.correctDocument')).toEqual({ entries: 1, documents: 1 });
});
