import type { desk } from '../../contract/desk';
import type { ErrorCode } from '../../contract/errorCodes';
import type { OutputOf } from '../../contract/rooms';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aTicketWish, bookVisit } from '../../tests/support/queue';
import { type Citizen, openService, type Service } from '../../tests/support/service';
import type { Database } from '../_database/database';

const hall = 'xihu';
const VISIT_HOUR = '2026-11-23T09:45:00+08:00';
let database: Database;
let service: Service;
let wang: Citizen;
let supervisor: Citizen;
let lead: Citizen;

beforeAll(async () => {
  database = await freshHangzhou();
  service = await openService(database, VISIT_HOUR);
  wang = await service.citizen('wang');
  supervisor = await service.staff('*');
  lead = await service.staff(hall);
});
afterAll(() => database.close());

/** Everything that the product signs, seals or draws for somebody to show to it again. */
async function everyKind(): Promise<Readonly<Record<string, string>>> {
  service.setNow('2026-11-23T08:30:00+08:00');
  const visit = await bookVisit(wang, 'xihu.appointment.2026-11-23.1000');
  service.setNow(VISIT_HOUR);
  const today = await lead.get<OutputOf<typeof desk.today>>('desk', 'today', { hall });
  const signedIn = await service.call('identity', 'signIn', { channel: 'web', code: 'demo:li' });
  const tokens = (signedIn as { data: { token: string; refreshToken: string } }).data;
  const link = await wang.get<{ code: string }>('identity', 'startLink', {});
  const post = await supervisor.get<{ code: string }>('oversight', 'inviteStaff', {
    role: 'clerk',
    hall,
  });
  return {
    visitPass: visit.pass ?? '',
    visitCode: visit.code,
    visitId: visit.id,
    entranceCode: today.entranceCode,
    accessToken: tokens.token,
    staffToken: lead.token,
    refreshToken: tokens.refreshToken,
    linkCode: link.code,
    postCode: post.code,
  };
}

describe('what was made for one reader', () => {
  const readers: Readonly<
    Record<
      string,
      { readonly takes: readonly string[]; readonly read: (text: string) => Promise<ErrorCode | 'OK'> }
    >
  > = {
    'the desk’s scanner': {
      takes: ['visitPass'],
      read: (pass) => lead.code('desk', 'checkIn', { hall, by: { pass } }),
    },
    'the desk’s field for codes': {
      takes: ['visitCode'],
      read: (code) => lead.code('desk', 'checkIn', { hall, by: { code } }),
    },
    'the entrance of a hall': {
      takes: ['entranceCode'],
      read: (hallCode) => wang.code('tickets', 'take', aTicketWish({ presence: { hallCode } })),
    },
    'the door': {
      takes: ['accessToken', 'staffToken'],
      read: async (token) => {
        const reply = await service.call('identity', 'listSignIns', {}, { token });
        return reply.ok ? 'OK' : reply.error.code;
      },
    },
    'the exchange of tokens': {
      takes: ['refreshToken'],
      read: async (refreshToken) => {
        const reply = await service.call('identity', 'refresh', { refreshToken });
        return reply.ok ? 'OK' : reply.error.code;
      },
    },
    'a company': { takes: [], read: (code) => wang.code('requests', 'joinCompany', { code }) },
    'a post': {
      takes: ['postCode'],
      read: async (code) => (await service.citizen('newcomer')).code('identity', 'bindStaff', { code }),
    },
    'the link of two accounts': {
      takes: [],
      read: async (code) =>
        (await service.citizen('stranger')).code('identity', 'linkAccounts', {
          code,
          documentType: 'resident-id',
          documentNumber: '330106197903031492',
          consent: true,
        }),
    },
  };

  it.each(Object.keys(readers))('opens nothing at %s but its own, and never breaks it', async (name) => {
    const { takes, read } = readers[name]!;
    const kinds = await everyKind();
    for (const [kind, text] of Object.entries(kinds)) {
      expect(text).not.toBe('');
      const answer = await read(text);
      expect([kind, answer]).not.toEqual([kind, 'INTERNAL']);
      expect([kind, answer === 'OK']).toEqual([kind, takes.includes(kind)]);
    }
  });
});
