import { aPhone } from '../../tests/support/phone';
import { type Call, type Display, DisplayStore } from './DisplayStore';

const call = (number: string, window: number, again = false): Call => ({ number, window, again });
const screenOf = (...called: Call[]): Display => ({
  hallName: { zh: '西湖', en: 'Xihu' },
  called,
  waiting: [{ lane: 'walk-in', count: 3 }],
  windowsOpen: 2,
  asOf: '2026-11-23T01:00:00.000Z',
});

function aScreen() {
  const phone = aPhone();
  const display = phone.stores.part(DisplayStore);
  const look = async (...called: Call[]) => {
    phone.answers.set('tickets.display', () => screenOf(...called));
    await display.look('xihu');
  };
  const later = (seconds: number) => {
    phone.now += seconds * 1000;
  };
  return { phone, display, look, later };
}

describe('a new call', () => {
  it('is news for a while, the second call as well; what was there before the screen is not', async () => {
    const { display, look, later } = aScreen();
    await look(call('B001', 1));
    expect(display.isNew(call('B001', 1))).toBe(false);

    later(3);
    await look(call('A001', 2), call('B001', 1));
    expect(display.isNew(call('A001', 2))).toBe(true);
    expect(display.isNew(call('B001', 1))).toBe(false);

    later(15);
    await look(call('A001', 2), call('B001', 1));
    expect(display.isNew(call('A001', 2))).toBe(false);

    later(3);
    await look(call('A001', 2, true), call('B001', 1));
    expect(display.isNew(call('A001', 2, true))).toBe(true);
  });

  it('is news again when somebody is sent on to another window', async () => {
    const { display, look, later } = aScreen();
    await look(call('B001', 1));
    later(20);
    await look(call('B001', 4));
    expect(display.isNew(call('B001', 4))).toBe(true);
  });
});

describe('without a network', () => {
  it('keeps the last calls, says how old they are, and recovers by itself', async () => {
    const { phone, display, look, later } = aScreen();
    await look(call('B001', 1));
    phone.answers.delete('tickets.display');
    later(10);
    await display.look('xihu');
    // A blink of the network is nobody's business.
    expect(display.oldSeconds).toBeUndefined();
    later(50);
    await display.look('xihu');
    expect(display.screen.value?.called).toEqual([call('B001', 1)]);
    expect(display.oldSeconds).toBe(60);
    later(60);
    await display.look('xihu');
    expect(display.oldSeconds).toBe(120);

    await look(call('B002', 1));
    expect(display.oldSeconds).toBeUndefined();
    expect(display.isNew(call('B002', 1))).toBe(true);
  });
});
