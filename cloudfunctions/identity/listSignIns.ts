import type { identity } from '../../contract/identity';
import { accept } from '../../domain/outcome';
import { sql } from '../_database/sql';
import type { Handler } from '../_runtime/serve';
import type { IdentityDependencies } from './dependencies';
import { linkedChannels } from './linkedChannels';

interface Row {
  id: string;
  channel: 'wechat' | 'alipay' | 'web';
  device: string;
  kind: 'citizen' | 'staff';
  created_at: Date;
  used_at: Date;
}

/** Sign-ins that stand. Tokens live long: the fifty used last are shown. */
export const listSignIns: Handler<typeof identity.listSignIns, IdentityDependencies> = async (
  { database },
  _input,
  { city, accountId, now, caller },
) => {
  const mine = 'signInId' in caller ? caller.signInId : undefined;
  const rows = await database.rows<Row>(sql`
    select id, channel, device, kind, created_at, used_at from sign_in
    where city = ${city} and account_id = ${accountId} and ended_at is null and expires_at > ${now}
    order by used_at desc, id desc limit 50`);
  return accept({
    linked: await linkedChannels(database, city, accountId),
    signIns: rows.map(({ id, channel, device, kind, created_at, used_at }) => ({
      id,
      channel,
      device,
      staff: kind === 'staff',
      since: created_at.toISOString(),
      lastUsed: used_at.toISOString(),
      current: id === mine,
    })),
  });
};
