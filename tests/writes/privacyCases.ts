import { sql } from '../../cloudfunctions/_database/sql';
import { blindDocument } from '../../cloudfunctions/_people/sealedPerson';
import { newId } from '../../cloudfunctions/_runtime/ids';
import { someoneNew } from '../support/queue';
import { type Citizen, city } from '../support/service';
import type { Cases, World } from './world';

/** A pause of booking that stands against somebody whom the citizen has saved. */
export async function aPause(world: World, by: Citizen): Promise<string> {
  const person = someoneNew();
  await by.get('identity', 'savePerson', { person });
  const pause = newId();
  await world.database.rows(sql`
    insert into booking_pause (city, id, document_blind, from_at, until)
    values (${city}, ${pause}, ${blindDocument(world.here.dependencies.sealer, person)},
      '2026-11-20T09:00:00+08:00', '2026-12-20T09:00:00+08:00')`);
  return pause;
}

export const privacyCases: Pick<Cases, 'privacy' | 'standing' | 'messages' | 'windows'> = {
  privacy: {
    giveConsent: async (world) => ({
      by: await world.citizen(),
      input: { purpose: 'notifications', version: 1 },
      other: { purpose: 'booking', version: 1 },
    }),
    withdrawConsent: async (world) => ({
      by: await world.citizen(),
      input: { purpose: 'booking' },
      other: { purpose: 'notifications' },
    }),
    deleteMine: async (world) => ({ by: await world.citizen(), input: { confirm: 'delete' } }),
  },
  standing: {
    async appeal(world) {
      const by = await world.citizen();
      const input = { pause: await aPause(world, by), reason: '住院了，附有诊断证明' };
      return { by, input, other: { ...input, reason: '再来一次' } };
    },
  },
  messages: {
    allow: async (world) => {
      const input = {
        channel: 'wechat' as const,
        templates: ['template-of-nobody'],
        language: 'zh' as const,
      };
      return { by: await world.citizen(), input, other: { ...input, language: 'en' } };
    },
  },
  windows: {
    reportKiosk: async (world) => ({
      by: await world.citizen(),
      input: { kiosk: 'qiantang-hall', works: true, queue: 3 },
      other: { kiosk: 'qiantang-hall', works: true, queue: 4 },
    }),
  },
};
