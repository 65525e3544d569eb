import fc from 'fast-check';
import { freshHangzhou } from '../../tests/support/freshDatabase';
import { aPerson } from '../../tests/support/people';
import { type Asking, city, openService, type Service, type TestReply } from '../../tests/support/service';
import type { Database } from '../_database/database';
import { sql } from '../_database/sql';
import { tablesOfAccounts } from '../_people/accountRows';
import { inviteToPost } from '../_people/inviteStaff';
import { totpCode } from './secondFactor';

const NINE = '2026-11-24T09:00:00+08:00';
const at = (seconds: number) => new Date(Date.parse(NINE) + seconds * 1000).toISOString();

let database: Database;
let service: Service;

beforeAll(async () => {
  database = await freshHangzhou();
  await database.rows(sql`insert into city (city, facts) values ('330200', '{}'::jsonb)`);
  await database.rows(sql`
      insert into booking_rule (city, hall, name, value, source)
      select '330200', hall, name, value, source from booking_rule where city = ${city}`);

  service = await openService(database, NINE);
});
beforeEach(() => service.setNow(NINE));
afterAll(() => database.close());

interface SignedIn {
  token: string;
  refreshToken: string;
  signIn: string;
  account: { id: string; roles: string[] };
}

function dataOf<T>(reply: TestReply): T {
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data as T;
}
const codeOf = (reply: TestReply) => (reply.ok ? 'OK' : reply.error.code);

async function signIn(name: string, channel = 'web', device = ''): Promise<SignedIn> {
  const code = `demo:${name}`;
  const signedIn = dataOf<SignedIn>(await service.call('identity', 'signIn', { channel, code, device }));
  await service.call('privacy', 'giveConsent', { purpose: 'booking', version: 1 }, signedIn);
  return signedIn;
}
const ask = (operation: string, input: unknown, asking: Asking) =>
  service.call('identity', operation, input, asking);

interface Exchange {
  readonly who: 'owner' | 'thief';
  /** Seconds since the one before. */
  readonly after: number;
}

/** Two who hold the same first token exchange theirs in turn; the sign-in ends with the first that is not the newest. */
async function playTheft(first: SignedIn, steps: readonly Exchange[]): Promise<void> {
  const held = {
    owner: { token: first.refreshToken, exchange: 0 },
    thief: { token: first.refreshToken, exchange: 0 },
  };
  let [seconds, newest, exchangedAt, ended] = [0, 0, 0, false];
  for (const { who, after } of steps) {
    seconds += after;
    service.setNow(at(seconds));
    const { token, exchange } = held[who];
    // The answer to the newest exchange may have been lost, or two calls may have crossed.
    const crossed = newest - exchange === 1 && seconds - exchangedAt <= 30;
    ended ||= newest !== exchange && !crossed;
    const reply = await ask('refresh', { refreshToken: token }, {});
    expect(reply.ok).toBe(!ended);
    if (!reply.ok) continue;
    if (exchange === newest) [newest, exchangedAt] = [newest + 1, seconds];
    held[who] = { token: dataOf<SignedIn>(reply).refreshToken, exchange: newest };
  }
}

describe('tokens', () => {
  it('are renewed with a refresh token, which is worth nothing afterwards', async () => {
    const first = await signIn('renews');
    service.setNow(at(60));
    const second = dataOf<SignedIn>(await ask('refresh', { refreshToken: first.refreshToken }, {}));

    const [id = '', ...rest] = second.refreshToken.split('.');
    const inCapitals = [id.toUpperCase(), ...rest].join('.');
    expect(codeOf(await ask('refresh', { refreshToken: inCapitals }, {}))).toBe('OK');
    expect(codeOf(await ask('listPeople', {}, { token: second.token }))).toBe('OK');
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(second.account).toEqual(first.account);
  });

  it('end for both when a refresh token is used twice: one of the two stole it', async () => {
    const first = await signIn('stolen');
    service.setNow(at(60));
    const second = dataOf<SignedIn>(await ask('refresh', { refreshToken: first.refreshToken }, {}));
    service.setNow(at(120));

    expect(codeOf(await ask('refresh', { refreshToken: first.refreshToken }, {}))).toBe('SIGN_IN_ENDED');
    expect(codeOf(await ask('refresh', { refreshToken: second.refreshToken }, {}))).toBe('SIGN_IN_ENDED');
    expect(codeOf(await ask('listPeople', {}, { token: second.token }))).toBe('NOT_SIGNED_IN');
  });

  it('end for both when the owner comes with a token from before the thief went on', async () => {
    const owner = await signIn('robbed');
    service.setNow(at(60));
    const thief = dataOf<SignedIn>(await ask('refresh', { refreshToken: owner.refreshToken }, {}));
    service.setNow(at(7_260));
    const further = dataOf<SignedIn>(await ask('refresh', { refreshToken: thief.refreshToken }, {}));
    service.setNow(at(7_320));

    expect(codeOf(await ask('refresh', { refreshToken: owner.refreshToken }, {}))).toBe('SIGN_IN_ENDED');
    expect(codeOf(await ask('refresh', { refreshToken: further.refreshToken }, {}))).toBe('SIGN_IN_ENDED');
    expect(codeOf(await ask('listPeople', {}, { token: further.token }))).toBe('NOT_SIGNED_IN');
  });

  it('never leave a thief in after the owner has come back, in whatever order the two refresh', async () => {
    const step = fc.record({
      who: fc.constantFrom<'owner' | 'thief'>('owner', 'thief'),
      after: fc.constantFrom(5, 61, 7_200),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        run += 1;
        await playTheft(await signIn(`robbed-${run}`), steps);
        service.setNow(at(0));
      }),
      { numRuns: 40 },
    );
  });

  it('are given again when the answer was lost on the way', async () => {
    const first = await signIn('lost');
    service.setNow(at(60));
    await ask('refresh', { refreshToken: first.refreshToken }, {});
    service.setNow(at(80));

    expect(codeOf(await ask('refresh', { refreshToken: first.refreshToken }, {}))).toBe('OK');
  });

  it('are not renewed after thirty days without use, nor with a made-up secret', async () => {
    const { refreshToken } = await signIn('away');
    const forged = `${refreshToken.slice(0, -6)}AAAAAA`;
    expect(codeOf(await ask('refresh', { refreshToken: forged }, {}))).toBe('SIGN_IN_ENDED');
    service.setNow(at(30 * 86_400 + 1));

    expect(codeOf(await ask('refresh', { refreshToken }, {}))).toBe('SIGN_IN_ENDED');
  });

  it('of another city are worth nothing here', async () => {
    const { token } = await signIn('elsewhere');

    expect(codeOf(await ask('listPeople', {}, { token, city: '330200' }))).toBe('NOT_SIGNED_IN');
  });

  it('do not lend a phone to somebody else: the platform’s word beats a stolen token', async () => {
    const owner = await signIn('owner', 'wechat');
    const people = { person: aPerson(1, { name: '王主人' }) };
    await ask('savePerson', people, { token: owner.token });

    const thief = { channel: 'wechat', subject: 'demo:thief' } as const;
    const seen = dataOf<{ people: unknown[] }>(
      await ask('listPeople', {}, { token: owner.token, platformIdentity: thief }),
    );

    expect(seen.people).toEqual([]);
  });
});

describe('sign-ins', () => {
  it('are listed with their device, and ended by their owner at once', async () => {
    const [phone, tablet] = [
      await signIn('lists', 'web', '我的手机'),
      await signIn('lists', 'web', 'tablet'),
    ];
    const { signIns } = dataOf<{ signIns: { id: string; device: string; current: boolean }[] }>(
      await ask('listSignIns', {}, { token: phone.token }),
    );
    expect(signIns).toHaveLength(2);
    expect(signIns.find(({ current }) => current)).toMatchObject({ id: phone.signIn, device: '我的手机' });

    expect(codeOf(await ask('endSignIn', { signIn: tablet.signIn }, { token: phone.token }))).toBe('OK');

    expect(codeOf(await ask('listPeople', {}, { token: tablet.token }))).toBe('NOT_SIGNED_IN');
    expect(codeOf(await ask('refresh', { refreshToken: tablet.refreshToken }, {}))).toBe('SIGN_IN_ENDED');
    expect(codeOf(await ask('listPeople', {}, { token: phone.token }))).toBe('OK');
  });

  it('tell the phone why they ended, so that it takes nothing up again; a thief of an older token is told nothing', async () => {
    const [phone, lost] = [await signIn('loses'), await signIn('loses')];
    service.setNow(at(60));
    const renewed = dataOf<SignedIn>(await ask('refresh', { refreshToken: lost.refreshToken }, {}));
    await ask('endSignIn', { signIn: lost.signIn }, { token: phone.token });

    expect(await ask('refresh', { refreshToken: renewed.refreshToken }, {})).toMatchObject({
      error: { code: 'SIGN_IN_ENDED', details: { because: 'ended-by-owner' } },
    });
    const older = await ask('refresh', { refreshToken: lost.refreshToken }, {});
    expect(older).toMatchObject({ error: { code: 'SIGN_IN_ENDED' } });
    expect(JSON.stringify(older)).not.toContain('because');
  });

  it('that were ended are refused although WeChat still says whose phone it is', async () => {
    const [lost, other] = [await signIn('wechat-lost', 'wechat'), await signIn('wechat-lost', 'wechat')];
    const platformIdentity = { channel: 'wechat', subject: 'demo:wechat-lost' } as const;
    const look = (asking: Asking) => ask('listPeople', {}, { ...asking, platformIdentity });
    expect(codeOf(await look({ token: lost.token }))).toBe('OK');

    await ask('endSignIn', { signIn: lost.signIn }, { token: other.token });

    expect(codeOf(await look({ token: lost.token }))).toBe('NOT_SIGNED_IN');
    expect(codeOf(await look({ token: other.token }))).toBe('OK');
    expect(codeOf(await look({}))).toBe('OK');
  });

  it('of somebody else are unknown', async () => {
    const [mine, theirs] = [await signIn('mine'), await signIn('theirs')];

    expect(codeOf(await ask('endSignIn', { signIn: theirs.signIn }, { token: mine.token }))).toBe(
      'NOT_FOUND',
    );
    expect(codeOf(await ask('listPeople', {}, { token: theirs.token }))).toBe('OK');
  });

  it('keep no token in the database', async () => {
    const { refreshToken } = await signIn('kept');
    const rows = await database.rows<{ row: string }>(
      sql`select to_jsonb(sign_in)::text as row from sign_in`,
    );

    expect(rows.map(({ row }) => row).join()).not.toContain(refreshToken.split('.')[2]);
  });
});

describe('one person on two platforms', () => {
  const document = (serial: number) => {
    const { documentType, documentNumber } = aPerson(serial);
    return { documentType, documentNumber, consent: true };
  };

  async function twoPhones(name: string, serial: number, savedOnBoth = true) {
    const [wechat, alipay] = [await signIn(name, 'wechat'), await signIn(name, 'alipay')];
    await ask('savePerson', { person: aPerson(serial) }, { token: wechat.token });
    if (savedOnBoth) await ask('savePerson', { person: aPerson(serial) }, { token: alipay.token });
    await ask('savePerson', { person: aPerson(serial + 1) }, { token: alipay.token });
    const { code } = dataOf<{ code: string }>(await ask('startLink', {}, { token: wechat.token }));
    return { wechat, alipay, code };
  }

  it('sees the same people on both after linking, each once', async () => {
    const { wechat, alipay, code } = await twoPhones('links', 100);

    const linked = await ask('linkAccounts', { code, ...document(100) }, { token: alipay.token });

    expect(linked).toMatchObject({ ok: true, data: { linked: ['alipay'] } });
    expect(codeOf(await ask('listPeople', {}, { token: alipay.token }))).toBe('NOT_SIGNED_IN');
    const again = await signIn('links', 'alipay');
    expect(again.account.id).toBe(wechat.account.id);
    const { people } = dataOf<{ people: unknown[] }>(await ask('listPeople', {}, { token: again.token }));
    expect(people).toHaveLength(2);
  });

  it('parts them again', async () => {
    const { wechat, alipay, code } = await twoPhones('parts', 110);
    await ask('linkAccounts', { code, ...document(110) }, { token: alipay.token });

    await ask('unlink', { channel: 'alipay' }, { token: wechat.token });

    expect((await signIn('parts', 'alipay')).account.id).toBe(alipay.account.id);
    expect((await signIn('parts', 'wechat')).account.id).toBe(wechat.account.id);
  });

  it('is not linked without consent, without the document on both, or with another document', async () => {
    const { alipay, code } = await twoPhones('unwilling', 120, false);
    const { token } = alipay;

    const without = { code, ...document(120), consent: false };
    expect(codeOf(await ask('linkAccounts', without, { token }))).toBe('INVALID_INPUT');
    expect(codeOf(await ask('linkAccounts', { code, ...document(120) }, { token }))).toBe(
      'DOCUMENT_NOT_ON_BOTH',
    );
    expect(codeOf(await ask('linkAccounts', { code, ...document(121) }, { token }))).toBe(
      'DOCUMENT_NOT_ON_BOTH',
    );
  });

  it('is not linked with a code that is made up, five minutes old, or used', async () => {
    const { wechat, alipay, code } = await twoPhones('late', 130);
    const wish = { code, ...document(130) };
    expect(codeOf(await ask('linkAccounts', { ...wish, code: '22222222' }, { token: alipay.token }))).toBe(
      'CODE_NOT_GOOD',
    );
    expect(codeOf(await ask('linkAccounts', wish, { token: wechat.token }))).toBe('ALREADY_LINKED');
    service.setNow(at(301));

    expect(codeOf(await ask('linkAccounts', wish, { token: alipay.token }))).toBe('CODE_NOT_GOOD');
  });

  it('has every table with rows of an account in the list that decides what moves', async () => {
    const tables = await database.rows<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'account_id' order by 1`);

    expect(tables.map(({ name }) => name)).toEqual([...tablesOfAccounts].sort());
  });
});

describe('staff', () => {
  async function firstSupervisor(name: string) {
    const invited = await database.transaction((transaction) =>
      inviteToPost(transaction, service.dependencies.sealer, {
        city,
        role: 'supervisor',
        hall: '*',
        invitedBy: 'operator',
        requestId: 'test',
        now: service.dependencies.clock(),
      }),
    );
    return bind(name, invited!.code);
  }

  async function bind(name: string, code: string) {
    const { token, account } = await signIn(name, 'wechat');
    const bound = dataOf<{ role: string; hall: string; totp: { uri: string; secret: string } }>(
      await ask('bindStaff', { code }, { token }),
    );
    return { token, accountId: account.id, ...bound };
  }

  const fromBase32 = (text: string) => {
    const bits = Array.from(text, (letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    ).join('');
    return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  };
  const codeNow = (secret: string) =>
    totpCode(fromBase32(secret), Math.floor(service.dependencies.clock().getTime() / 30_000));

  async function enter(token: string, secret?: string) {
    const input = secret === undefined ? {} : { totp: codeNow(secret) };
    return dataOf<SignedIn & { confirmed: boolean }>(await ask('enterDesk', input, { token }));
  }

  it('are bound by a code that works once, for a day', async () => {
    const supervisor = await firstSupervisor('chief');
    const desk = await enter(supervisor.token, supervisor.totp.secret);
    const invite = async () =>
      dataOf<{ code: string; staff: string }>(
        await service.call('oversight', 'inviteStaff', { role: 'clerk', hall: 'xihu' }, desk),
      );
    const { code } = await invite();

    const clerk = await bind('clerk', code);

    expect(clerk).toMatchObject({ role: 'clerk', hall: 'xihu' });
    const other = await signIn('other', 'wechat');
    expect(codeOf(await ask('bindStaff', { code }, { token: other.token }))).toBe('CODE_NOT_GOOD');
    const { code: second } = await invite();
    service.setNow(at(24 * 3600));
    const late = await signIn('late', 'wechat');
    expect(codeOf(await ask('bindStaff', { code: second }, { token: late.token }))).toBe('CODE_NOT_GOOD');
  });

  it('invite nobody without the second factor, and only as supervisors', async () => {
    const supervisor = await firstSupervisor('plain');
    const wish = { role: 'lead', hall: 'xihu' };
    const unconfirmed = await enter(supervisor.token);
    expect(unconfirmed.confirmed).toBe(false);
    expect(codeOf(await service.call('oversight', 'inviteStaff', wish, unconfirmed))).toBe(
      'SECOND_FACTOR_NEEDED',
    );

    const confirmed = await enter(supervisor.token, supervisor.totp.secret);
    const { code } = dataOf<{ code: string }>(
      await service.call('oversight', 'inviteStaff', wish, confirmed),
    );
    const lead = await bind('lead', code);
    const leadDesk = await enter(lead.token, lead.totp.secret);

    expect(codeOf(await service.call('oversight', 'inviteStaff', wish, leadDesk))).toBe('NOT_ALLOWED');
    expect(codeOf(await service.call('oversight', 'listStaff', {}, leadDesk))).toBe('NOT_ALLOWED');
    expect(
      codeOf(await service.call('oversight', 'inviteStaff', { role: 'lead', hall: '*' }, confirmed)),
    ).toBe('INVALID_INPUT');
  });

  it('give a code of the second factor once, and not a wrong one', async () => {
    const { token, totp } = await firstSupervisor('twice');
    const code = codeNow(totp.secret);
    const wrong = code === '000000' ? '111111' : '000000';

    expect(codeOf(await ask('enterDesk', { totp: wrong }, { token }))).toBe('CODE_NOT_GOOD');
    expect(codeOf(await ask('enterDesk', { totp: code }, { token }))).toBe('OK');
    expect(codeOf(await ask('enterDesk', { totp: code }, { token }))).toBe('CODE_NOT_GOOD');
  });

  it('are out at once when their post ends, and citizens stay citizens', async () => {
    const chief = await firstSupervisor('boss');
    const desk = await enter(chief.token, chief.totp.secret);
    const { code, staff } = dataOf<{ code: string; staff: string }>(
      await service.call('oversight', 'inviteStaff', { role: 'lead', hall: 'xihu' }, desk),
    );
    const lead = await bind('leaves', code);
    const leadDesk = await enter(lead.token);

    expect(codeOf(await service.call('oversight', 'endStaff', { staff }, desk))).toBe('OK');

    expect(codeOf(await ask('listSignIns', {}, leadDesk))).toBe('NOT_SIGNED_IN');
    expect(codeOf(await ask('enterDesk', {}, { token: lead.token }))).toBe('NOT_ALLOWED');
    expect(codeOf(await ask('listPeople', {}, { token: lead.token }))).toBe('OK');
  });

  it('cannot be had by a citizen who asks for the desk', async () => {
    const { token } = await signIn('nobody');

    expect(codeOf(await ask('enterDesk', {}, { token }))).toBe('NOT_ALLOWED');
    expect(codeOf(await service.call('oversight', 'listStaff', {}, { token }))).toBe('NOT_ALLOWED');
  });
});

it('writes every change of a sign-in, a link and a post into the audit', async () => {
  const rows = await database.rows<{ action: string }>(
    sql`select distinct action from audit_entry where city = ${city} order by 1`,
  );

  expect(rows.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'identity.bindStaff',
      'identity.endSignIn',
      'identity.enterDesk',
      'identity.linkAccounts',
      'identity.startLink',
      'identity.unlink',
      'oversight.endStaff',
      'oversight.inviteStaff',
    ]),
  );
});
