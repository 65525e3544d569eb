import { seatsOfWindows } from './seatsOfWindows';

it.each([
  [3, { windows: 3, seatsPerSlot: 12 }, 12],
  [2, { windows: 3, seatsPerSlot: 12 }, 8],
  [0, { windows: 3, seatsPerSlot: 12 }, 0],
  [1, { windows: 3, seatsPerSlot: 10 }, 3],
  [0, { windows: 0, seatsPerSlot: 12 }, 0],
  [2, { windows: 0, seatsPerSlot: 12 }, undefined],
])('%d windows instead of %o have %s seats each time', (windows, planned, seats) => {
  expect(seatsOfWindows(windows, planned)).toBe(seats);
});
