import { readEntranceCode } from './entranceCode';

const code = 'EEB1.hall-scenic-area.x1Y2z3A4b5C6d7E8f9G0-_';
const found = { hall: 'scenic-area', code };
const link = `https://booking.example/#/queue/take/index?code=${code}`;

describe('the code at the entrance', () => {
  it.each([
    ['as it is', code],
    ['in a link', link],
    ['in a link with more', `${link}&from=poster`],
    ['in a link that a phone hands over encoded', encodeURIComponent(link)],
    ['in a link that was encoded twice', encodeURIComponent(encodeURIComponent(link))],
  ])('is read %s', (_, text) => {
    expect(readEntranceCode(text)).toEqual(found);
  });

  it.each([
    ['nothing', ''],
    ['another shop’s code', 'https://pay.example/?id=1'],
    ['the pass of a visit', 'EEB1.01900000-0000-7000-8000-000000000001.x1Y2z3A4b5C6d7E8f9G0-_'],
    ['a code that was cut off', 'EEB1.hall-xihu.x1Y2'],
    ['what cannot be decoded', '%E0%A4%A'],
  ])('is not found in %s', (_, text) => {
    expect(readEntranceCode(text)).toBeNull();
  });
});
