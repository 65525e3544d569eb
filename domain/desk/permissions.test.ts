import { type DeskOperation, deskPermissions, mayActAt } from './permissions';

const operations = Object.keys(deskPermissions) as DeskOperation[];

describe('who may do what at the desk', () => {
  it('lets a clerk do what happens at a window, at their own hall only', () => {
    const clerk = { role: 'clerk', hall: 'xihu' } as const;

    expect(operations.filter((operation) => !mayActAt(clerk, operation, 'xihu'))).toEqual([
      'setCapacity',
      'openSession',
      'closeEarly',
      'numbers',
      'listRequests',
      'getRequest',
      'openEvidence',
      'review',
    ]);
    expect(operations.filter((operation) => mayActAt(clerk, operation, 'city'))).toEqual([]);
  });

  it('lets a lead do everything at their own hall, and a supervisor everything everywhere', () => {
    for (const operation of operations) {
      expect(mayActAt({ role: 'lead', hall: 'xihu' }, operation, 'xihu')).toBe(true);
      expect(mayActAt({ role: 'lead', hall: 'xihu' }, operation, 'city')).toBe(false);
      expect(mayActAt({ role: 'lead', hall: '*' }, operation, 'city')).toBe(false);
      expect(mayActAt({ role: 'supervisor', hall: '*' }, operation, 'city')).toBe(true);
    }
  });
});
