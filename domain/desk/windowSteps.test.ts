import { liveTicketStatuses } from '../queue/ticketStatus';
import { afterStep, stepsFor } from './windowSteps';

const called = { status: 'called', recalls: 0 } as const;
const serving = { status: 'serving', recalls: 0 } as const;

describe('the steps at a window', () => {
  it.each([
    ['a free window', undefined, 'callNext'],
    ['somebody who was called', called, 'start'],
    ['somebody who was called again', { ...called, recalls: 1 }, 'start'],
    ['somebody who is served', serving, 'complete'],
  ] as const)('put the likely one first for %s', (_who, served, first) => {
    expect(stepsFor(served)[0]).toBe(first);
  });

  it('give nobody up who was not called again', () => {
    expect(stepsFor(called)).not.toContain('noShow');
    expect(stepsFor({ ...called, recalls: 1 })).toContain('noShow');
  });

  it('lead from the call to a free window', () => {
    const begun = afterStep(called, 'start');
    expect(begun).toEqual(serving);
    expect(afterStep(begun, 'complete')).toBeUndefined();
    expect(afterStep(afterStep(called, 'recall'), 'noShow')).toBeUndefined();
    expect(afterStep(called, 'recall')?.recalls).toBe(1);
  });

  it('never invent whom the service will call or bring back', () => {
    expect(afterStep(undefined, 'callNext')).toBeUndefined();
    for (const status of liveTicketStatuses) {
      const served = { status, recalls: 0 };
      expect(afterStep(served, 'undo')).toBe(served);
    }
  });
});
