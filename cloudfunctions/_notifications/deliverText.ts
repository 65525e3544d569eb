import { fillTemplate } from '../../domain/messages/fitField';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import { hasConsent } from '../_people/consents';
import { contactContext } from '../_people/contexts';
import { ERASED } from '../_people/sealedPlaces';
import { PlatformUnavailable } from '../_platforms/platformFault';
import type { Dependencies } from '../_runtime/dependencies';
import type { Delivery } from './deliver';
import { type MessageKind, wordsOf } from './messageTable';
import type { NotificationFacts } from './notify';

export interface TextNotification {
  readonly account_id: string;
  readonly subject: string;
  readonly facts: NotificationFacts;
}

/** The gateway's words for a number that cannot or does not want to be reached. */
const NOT_REACHABLE = new Set(['isv.MOBILE_NUMBER_ILLEGAL', 'isv.BLACK_KEY_CONTROL_LIMIT']);
/** Limits of one number (one a minute, five an hour, ten a day), no money left, or the gateway itself. */
const LATER =
  /^(isv\.(BUSINESS_LIMIT_CONTROL|DAY_LIMIT_CONTROL|AMOUNT_NOT_ENOUGH|OUT_OF_SERVICE)|isp\.|Throttling)/;

/**
 * Sends what cannot wait to the phone of the visit that it is about, to whom agreed to text messages. Undefined when
 * there is nothing to send or nobody to send it to. The number is opened for the sending and kept nowhere else.
 */
export async function deliverText(
  { database, sealer, platforms = {} }: Dependencies,
  city: string,
  kind: MessageKind,
  due: TextNotification,
): Promise<Delivery | undefined> {
  const { sms } = platforms;
  if (sms === undefined || kind.sms === undefined) return undefined;
  if (!(await hasConsent(database, city, due.account_id, 'notifications'))) return undefined;
  const contact = await contactOf(database, city, due);
  if (contact === undefined) return undefined;
  const { phone } = JSON.parse(sealer.open(contact.sealed, contactContext(contact.id))) as { phone: string };
  const words = await wordsOf(database, city, due, 'zh');
  const fields = Object.fromEntries(
    Object.entries(kind.sms.fields).map(([name, text]) => [name, fillTemplate(text, words)]),
  );
  try {
    return toDelivery(await sms.send({ phone, template: kind.sms.id, fields }));
  } catch (error) {
    if (error instanceof PlatformUnavailable) return { kind: 'later', code: error.message };
    throw error;
  }
}

/** The sealed contact of the visit, or of the place in line that may become one. */
async function contactOf(
  database: Queryable,
  city: string,
  { account_id, subject }: TextNotification,
): Promise<{ id: string; sealed: string } | undefined> {
  const [kind, id = ''] = subject.split(':');
  if (kind !== 'reservation' && kind !== 'waitlist-entry') return undefined;
  const [row] = await database.rows<{ id: string; sealed: string }>(sql`
    select id, contact_sealed as sealed from reservation
    where city = ${city} and id = ${id} and account_id = ${account_id}
    union all
    select id, contact_sealed from waitlist_entry
    where city = ${city} and id = ${id} and account_id = ${account_id} limit 1`);
  return row === undefined || row.sealed === ERASED ? undefined : row;
}

function toDelivery(answer: string): Delivery {
  if (answer === 'OK') return { kind: 'sent' };
  const code = `sms-${answer}`;
  if (NOT_REACHABLE.has(answer)) return { kind: 'not-allowed', code };
  return { kind: LATER.test(answer) ? 'later' : 'wrong', code };
}
