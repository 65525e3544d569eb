import { rememberTokens } from './rememberTokens';
import { createTokens, type Tokens } from './tokens';

const CITY = '330100';
const key = { id: 'k', key: Buffer.alloc(32, 7) };

function aTokens() {
  let now = new Date('2026-11-23T09:00:00+08:00');
  let checks = 0;
  const plain = createTokens([key], () => now);
  const counted: Tokens = {
    ...plain,
    verify: (...given) => {
      checks += 1;
      return plain.verify(...given);
    },
  };
  return {
    tokens: rememberTokens(counted, () => now),
    checks: () => checks,
    pass: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000);
    },
  };
}

it('checks a token once a minute, however often it comes', async () => {
  const { tokens, checks, pass } = aTokens();
  const { token } = await tokens.issue('account', CITY);

  for (let call = 0; call < 5; call += 1) {
    expect(await tokens.verify(token, CITY)).toMatchObject({ kind: 'citizen', accountId: 'account' });
  }
  expect(checks()).toBe(1);
  pass(61);
  await tokens.verify(token, CITY);

  expect(checks()).toBe(2);
});

it('keeps cities apart, and believes no forged token however often it comes', async () => {
  const { tokens, checks } = aTokens();
  const { token } = await tokens.issue('account', CITY);
  await tokens.verify(token, CITY);

  expect(await tokens.verify(token, '310000')).toBeNull();
  expect(await tokens.verify(`${token}x`, CITY)).toBeNull();
  expect(await tokens.verify(`${token}x`, CITY)).toBeNull();
  expect(checks()).toBe(4);
});

it('never believes a token past its end', async () => {
  const { tokens, pass } = aTokens();
  const { token, expiresInSeconds } = await tokens.issue('account', CITY);
  pass(expiresInSeconds - 10);
  expect(await tokens.verify(token, CITY)).not.toBeNull();
  pass(20);

  expect(await tokens.verify(token, CITY)).toBeNull();
});
