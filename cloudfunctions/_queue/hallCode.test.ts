import { readEntranceCode } from '../../domain/queue/entranceCode';
import { createTokens } from '../_runtime/tokens';
import { hallCode, isHallCode } from './hallCode';

const day = { city: '330100', hall: 'scenic-area', date: '2026-11-24' };
const tokens = createTokens([{ id: 'k1', key: Buffer.alloc(32, 7) }], () => new Date(0));

it('writes the entrance code so that a phone finds the hall in it, bare or in a link', () => {
  const code = hallCode(tokens, day.city, day.hall, day.date);

  for (const text of [code, `https://booking.example/#/queue/take/index?code=${code}`]) {
    expect(readEntranceCode(text)).toEqual({ hall: day.hall, code });
  }
  expect(isHallCode(tokens, code, day)).toBe(true);
  expect(isHallCode(tokens, code, { ...day, hall: 'xihu' })).toBe(false);
  expect(isHallCode(tokens, code, { ...day, date: '2026-11-25' })).toBe(false);
});
