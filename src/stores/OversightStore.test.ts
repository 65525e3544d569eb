import { aPhone } from '../../tests/support/phone';
import { DeskStore } from './DeskStore';
import { OversightStore } from './OversightStore';

const entry = (id: string) => ({
  id,
  at: '2026-11-23T01:00:00.000Z',
  actor: 'system',
  action: 'timers.openSessions',
  subject: 'session:1',
  before: null,
  after: null,
  chained: true,
});

/** A phone at whose desk a supervisor has entered. */
async function watching() {
  const phone = aPhone();
  const granted = {
    token: 'staff-token',
    refreshToken: 'r',
    expiresInSeconds: 7_200,
    account: { id: 'a', roles: ['supervisor:*'] },
  };
  phone.answers.set('identity.enterDesk', () => granted).set('identity.signIn', () => granted);
  await phone.stores.part(DeskStore).session.enter();
  phone.sent.length = 0;
  return { phone, oversight: phone.stores.part(OversightStore) };
}

describe('oversight', () => {
  it('asks with the sign-in of the desk, page after page of what is looked at', async () => {
    const { phone, oversight } = await watching();
    phone.answers.set('oversight.listAudit', (input) => {
      const { before } = input as { before?: string };
      return { entries: [entry(before === undefined ? 'newest' : 'older')], hasMore: before === undefined };
    });

    await oversight.filterAudit({ actor: 'system' });
    await oversight.loadOlder();

    expect(oversight.audit.value).toMatchObject({
      entries: [{ id: 'newest' }, { id: 'older' }],
      hasMore: false,
    });
    expect(phone.sent.map(({ token }) => token)).toEqual(['staff-token', 'staff-token']);
    expect(phone.sent[1]?.input).toEqual({ actor: 'system', limit: 30, before: 'newest' });
  });

  it('takes off its list what was decided, and decides once however often the button is tapped', async () => {
    const { phone, oversight } = await watching();
    const appeal = { id: 'one', reason: '住院', since: '', pausedUntil: '', visits: 3 };
    phone.answers
      .set('oversight.listAppeals', () => ({ appeals: [appeal, { ...appeal, id: 'two' }] }))
      .set('oversight.decideAppeal', () => ({ status: 'granted' }));
    await oversight.loadAppeals();

    await Promise.all([oversight.decide('one', 'granted'), oversight.decide('one', 'granted')]);

    expect(oversight.appeals.value?.map(({ id }) => id)).toEqual(['two']);
    expect(phone.sent.filter(({ operation }) => operation === 'decideAppeal')).toHaveLength(1);
  });

  it('keeps a one-time code until it was told, and not when the person leaves', async () => {
    const { phone, oversight } = await watching();
    phone.answers
      .set('oversight.inviteStaff', () => ({ staff: 's', code: 'ABCD2345', expiresInSeconds: 86_400 }))
      .set('oversight.listStaff', () => ({ staff: [] }));

    await oversight.invite({ role: 'clerk', hall: 'xihu' });
    expect(oversight.issued).toMatchObject({ code: 'ABCD2345', until: phone.now + 86_400_000 });
    oversight.forgetCode();
    expect(oversight.issued).toBeUndefined();

    await oversight.invite({ role: 'clerk', hall: 'xihu' });
    phone.stores.endHere();
    expect(oversight.issued).toBeUndefined();
    expect([...phone.storage.values()].join()).not.toContain('ABCD2345');
  });
});
