import { readFileSync } from 'node:fs';
import path from 'node:path';
import { liveStatuses, reservationMoves, reservationStatuses } from './reservationStatus';

const page = readFileSync(path.resolve(__dirname, '../../docs/reservation-states.md'), 'utf8');
const migrations = readFileSync(
  path.resolve(
    __dirname,
    '../../cloudfunctions/_database/migrations/0002_create_people_and_reservations.sql',
  ),
  'utf8',
);

/** The rows of the page's table: from, and what it may become. */
function movesOnThePage(): Record<string, string[]> {
  const rows = [...page.matchAll(/^\| ([a-z-]+) \|([a-z, -]*)\|$/gm)];
  return Object.fromEntries(
    rows.map(([, from = '', to = '']) => [
      from,
      to
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '' && !/^-+$/.test(each)),
    ]),
  );
}

it('is the table of docs/reservation-states.md', () => {
  const { from: _heading, ...moves } = movesOnThePage();
  delete moves['---'];
  expect(moves).toEqual(reservationMoves);
});

it('has the words that the database allows', () => {
  const [, words = ''] = /status text not null check \(status in \(([^)]*)\)/.exec(migrations) ?? [];
  expect(words.split(', ').map((word) => word.replace(/'/g, ''))).toEqual([...reservationStatuses]);
});

it('is live exactly while it can still be missed', () => {
  const unfinished = reservationStatuses.filter((status) =>
    (reservationMoves[status] as readonly string[]).includes('missed'),
  );
  expect([...liveStatuses]).toEqual(unfinished);
});
