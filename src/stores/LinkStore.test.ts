import { aPhone } from '../../tests/support/phone';
import { LinkStore } from './LinkStore';

const wish = { code: 'ABCD2345', documentType: 'resident-id', documentNumber: '330106198005170019' } as const;

function linking() {
  const phone = aPhone();
  let signIns = 0;
  phone.answers
    .set('identity.signIn', () => {
      signIns += 1;
      return {
        token: `t${signIns}`,
        refreshToken: `r${signIns}`,
        expiresInSeconds: 7_200,
        account: { id: 'wang', roles: ['citizen'] },
      };
    })
    .set('identity.listSignIns', () => ({ signIns: [], linked: ['alipay'] }))
    .set('identity.listPeople', () => ({ people: [] }))
    .set('identity.linkAccounts', () => ({ linked: ['alipay'] }))
    .set('identity.unlink', () => ({ linked: [] }))
    .set('identity.startLink', () => ({ code: 'ABCD2345', expiresInSeconds: 300 }));
  const operations = () => phone.sent.map(({ operation }) => operation);
  return { phone, operations, link: phone.stores.part(LinkStore) };
}

describe('linking', () => {
  it('lets go of what was loaded of the former account and signs in to the joined one', async () => {
    const { phone, operations, link } = linking();
    await phone.stores.session.ensure();
    await phone.stores.people.load();

    await link.link(wish);

    expect(phone.sent.find(({ operation }) => operation === 'linkAccounts')?.input).toEqual({
      ...wish,
      consent: true,
    });
    expect(operations().slice(-3)).toEqual(['linkAccounts', 'signIn', 'listSignIns']);
    expect(phone.stores.people.people.value).toBeUndefined();
    expect(phone.stores.myData.signIns.value?.linked).toEqual(['alipay']);
    expect(phone.stores.session.away).toBe(false);
  });

  it('is done once however often the button is tapped', async () => {
    const { operations, link } = linking();

    await Promise.all([link.link(wish), link.link(wish), link.unlink('alipay')]);

    expect(operations().filter((operation) => /link/i.test(operation))).toEqual(['linkAccounts']);
  });

  it('shows a code with its end by the phone’s own clock, and forgets it with the person', async () => {
    const { phone, link } = linking();

    await link.showCode();
    expect(link.code).toMatchObject({ code: 'ABCD2345', until: phone.now + 300_000 });
    phone.stores.forget();

    expect(link.code).toBeUndefined();
  });
});
