import { aPhone } from '../../tests/support/phone';
import { ApiError } from '../api/ApiError';
import { DeskStore } from './DeskStore';

const granted = (role: string, token = 'staff') => ({
  token,
  refreshToken: 'r',
  expiresInSeconds: 7_200,
  signIn: 's',
  account: { id: 'me', roles: [role] },
});

function aDesk(role = 'lead:xihu') {
  const phone = aPhone();
  phone.answers.set('identity.signIn', () => granted('citizen', 'citizen'));
  phone.answers.set('identity.enterDesk', () => granted(role));
  return { phone, desk: phone.stores.part(DeskStore) };
}

const operations = (phone: ReturnType<typeof aPhone>) => phone.sent.map(({ operation }) => operation);

describe('entering the desk', () => {
  it('asks as the phone’s owner, and leaves the citizen signed in', async () => {
    const { phone, desk } = aDesk();

    expect(await desk.session.enter()).toBe(true);

    expect(desk.session).toMatchObject({ entered: true, hall: 'xihu', mayChooseHall: false });
    expect(phone.stores.session.current()).toBe(undefined);
    expect(phone.sent.find(({ operation }) => operation === 'enterDesk')?.token).toBe(undefined);
    desk.forget();
    expect(desk.session.entered).toBe(false);
    expect([...phone.storage.keys()].filter((key) => key.startsWith('desk-'))).toEqual([]);
  });

  it('lets a supervisor choose the hall, and shows each role only what it may', async () => {
    const { desk } = aDesk('supervisor:*');
    await desk.session.enter();
    expect(desk.session.hall).toBeUndefined();
    expect(desk.session.may('today')).toBe(false);
    desk.chooseHall('city');
    expect(desk.session.may('numbers')).toBe(true);

    const { desk: clerks } = aDesk('clerk:xihu');
    await clerks.session.enter();
    expect(clerks.session.may('callNext')).toBe(true);
    expect(clerks.session.may('setCapacity')).toBe(false);
  });

  it('says why when the account is bound to no post', async () => {
    const { phone, desk } = aDesk();
    phone.answers.set('identity.enterDesk', () => {
      throw new ApiError('NOT_ALLOWED');
    });
    expect(await desk.session.enter()).toBe(false);
    expect(desk.session.entered).toBe(false);
    expect(desk.session.error).toBeDefined();
  });

  it('shows the secret of the second factor once, after binding', async () => {
    const { phone, desk } = aDesk();
    const totp = { uri: 'otpauth://totp/x', secret: 'ABC' };
    phone.answers.set('identity.bindStaff', () => ({ role: 'lead', hall: 'xihu', totp }));
    await desk.session.bind(' abcd 2345');
    expect(phone.sent.find(({ operation }) => operation === 'bindStaff')?.input).toEqual({
      code: 'ABCD2345',
    });
    expect(desk.session.bound?.totp).toEqual(totp);
    desk.session.forgetSecret();
    expect(desk.session.bound).toBeUndefined();
  });
});

describe('a shift', () => {
  it('is renewed by itself, and entered anew when it has ended', async () => {
    const { phone, desk } = aDesk();
    await desk.session.enter();
    phone.now += 7_200_000;
    phone.answers.set('identity.refresh', () => granted('lead:xihu', 'second'));
    expect(desk.session.current()).toBeUndefined();
    expect(await desk.session.renew()).toBe('second');

    phone.now += 7_200_000;
    phone.answers.set('identity.refresh', () => {
      throw new ApiError('SIGN_IN_ENDED');
    });
    phone.answers.set('identity.enterDesk', () => granted('lead:xihu', 'third'));
    expect(await Promise.all([desk.session.renew(), desk.session.renew()])).toEqual(['third', 'third']);
    expect(operations(phone).filter((operation) => operation === 'enterDesk')).toHaveLength(2);
  });
});

describe('the second factor', () => {
  async function cutCapacity() {
    const { phone, desk } = aDesk();
    await desk.session.enter();
    let confirmed = false;
    phone.answers.set('desk.setCapacity', () => {
      if (!confirmed) throw new ApiError('SECOND_FACTOR_NEEDED');
      return { applied: false, affected: [] };
    });
    phone.answers.set('identity.enterDesk', (input) => {
      if ((input as { totp?: string }).totp !== '123456') throw new ApiError('CODE_NOT_GOOD');
      confirmed = true;
      return granted('lead:xihu', 'confirmed');
    });
    const asked = desk.capacity.preview({ kind: 'seats', from: '09:00', to: '10:00', seats: 1 });
    while (!desk.session.confirming) await new Promise((resolve) => setTimeout(resolve, 0));
    return { phone, desk, asked };
  }

  it('is asked for where the service wants it, and then the same call goes on', async () => {
    const { phone, desk, asked } = await cutCapacity();
    await desk.session.giveCode('000000');
    expect(desk.session.error?.code).toBe('CODE_NOT_GOOD');
    expect(desk.session.confirming).toBe(true);

    await desk.session.giveCode('123456');
    await asked;

    expect(desk.session.confirming).toBe(false);
    expect(desk.capacity.cut).toEqual({ applied: false, affected: [] });
    const cuts = phone.sent.filter(({ operation }) => operation === 'setCapacity');
    expect(cuts.map(({ token }) => token)).toEqual(['staff', 'confirmed']);
    expect(cuts[1]?.idempotencyKey).toBe(cuts[0]?.idempotencyKey);
  });

  it('can be declined: then nothing has changed', async () => {
    const { desk, asked } = await cutCapacity();
    desk.session.dismiss();
    await asked;
    expect(desk.capacity.error?.code).toBe('SECOND_FACTOR_NEEDED');
    expect(desk.capacity.cut).toBeUndefined();
  });
});
