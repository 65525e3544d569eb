import { mayActAt, staffRoles } from './permissions';

describe('who may do what at the desk', () => {
  it('lets a role do what a narrower one may, at their own hall only', () => {
    for (const [width, role] of staffRoles.slice(0, 2).entries()) {
      const may = staffRoles.filter((least) => mayActAt({ role, hall: 'xihu' }, least, 'xihu'));
      expect(may).toEqual(staffRoles.slice(0, width + 1));
      expect(staffRoles.filter((least) => mayActAt({ role, hall: 'xihu' }, least, 'city'))).toEqual([]);
      expect(staffRoles.filter((least) => mayActAt({ role, hall: '*' }, least, 'city'))).toEqual([]);
    }
  });

  it('lets a supervisor do everything everywhere', () => {
    const supervisor = { role: 'supervisor', hall: '*' } as const;
    expect(staffRoles.filter((least) => mayActAt(supervisor, least, 'city'))).toEqual(staffRoles);
  });
});
