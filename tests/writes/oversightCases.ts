import { sql } from '../../cloudfunctions/_database/sql';
import { newId } from '../../cloudfunctions/_runtime/ids';
import { city } from '../support/service';
import { aPause } from './privacyCases';
import type { Cases, World } from './world';

async function aPost(world: World): Promise<string> {
  const supervisor = await world.staff('*');
  const post = { role: 'clerk', hall: 'xihu' };
  return (await supervisor.get<{ staff: string }>('oversight', 'inviteStaff', post)).staff;
}

async function aDeadLetter(world: World): Promise<string> {
  const letter = newId();
  await world.citizen();
  await world.database.rows(sql`
    insert into notification (city, id, account_id, kind, subject, facts, created_at, next_attempt_at, dead_at)
    select ${city}, ${letter}, id, 'request.decided', 'request:none', '{}'::jsonb, created_at, created_at, created_at
    from account where city = ${city} limit 1`);
  return letter;
}

async function anAppeal(world: World): Promise<string> {
  const by = await world.citizen();
  const plea = { pause: await aPause(world, by), reason: '住院了' };
  return (await by.get<{ appeal: { id: string } }>('standing', 'appeal', plea)).appeal.id;
}

export const oversightCases: Cases['oversight'] = {
  inviteStaff: async (world) => ({
    by: await world.staff('*'),
    input: { role: 'clerk', hall: 'xihu' },
    other: { role: 'lead', hall: 'xihu' },
  }),
  endStaff: async (world) => ({
    by: await world.staff('*'),
    input: { staff: await aPost(world) },
    other: { staff: await aPost(world) },
  }),
  retryDeadLetter: async (world) => ({
    by: await world.staff('*'),
    input: { letter: await aDeadLetter(world) },
    other: { letter: await aDeadLetter(world) },
  }),
  async decideAppeal(world) {
    const appeal = await anAppeal(world);
    return {
      by: await world.staff('*'),
      input: { appeal, decision: 'granted' },
      other: { appeal, decision: 'refused' },
    };
  },
};
