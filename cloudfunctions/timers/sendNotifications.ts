import { ATTEMPTS_MAX, backOff, sendableAt } from '../../domain/messages/messageTimes';
import type { TrustRules } from '../../domain/trust/trustRules';
import type { Database } from '../_database/database';
import { trustRulesOf } from '../_database/rules';
import { sql } from '../_database/sql';
import { type Delivery, deliver } from '../_notifications/deliver';
import { deliverText } from '../_notifications/deliverText';
import { type MessageKind, messagesOf, wordsOf } from '../_notifications/messageTable';
import type { NotificationFacts } from '../_notifications/notify';
import type { Dependencies } from '../_runtime/dependencies';
import type { Timer } from './timer';

const BATCH = 200;
/** While one instance sends a message, no other one takes it; if the instance dies, it is due again after this. */
const LEASE_MILLISECONDS = 120_000;

interface Due {
  readonly id: string;
  readonly account_id: string;
  readonly kind: string;
  readonly subject: string;
  readonly facts: NotificationFacts;
  readonly attempts: number;
}

interface Grant {
  readonly channel: 'wechat' | 'alipay';
  readonly subject: string;
  readonly template: string;
  readonly language: 'zh' | 'en';
}

/**
 * Sends what is due. Each message goes out at least once and, but for the moment between the vendor's answer and our
 * note of it, at most once: a message is claimed before it is sent. Gives how many were sent.
 */
export const sendNotifications: Timer = async (dependencies, city, now) => {
  const { database } = dependencies;
  const [kinds, rules] = await Promise.all([messagesOf(database, city), trustRulesOf(database, city)]);
  let sent = 0;
  for (const due of await claim(database, city, now)) {
    const kind = kinds.find((each) => each.kind === due.kind);
    const outcome = await sendOne(dependencies, city, { due, kind, rules, now });
    sent += Number(outcome);
  }
  return sent;
};

function claim(database: Database, city: string, now: Date): Promise<Due[]> {
  return database.rows<Due>(sql`
    update notification set attempts = attempts + 1, next_attempt_at = ${new Date(now.getTime() + LEASE_MILLISECONDS)}
    where city = ${city} and id in (
      select id from notification
      where city = ${city} and sent_at is null and dead_at is null and next_attempt_at <= ${now}
      order by next_attempt_at, id limit ${BATCH} for update skip locked)
    returning id, account_id, kind, subject, facts, attempts`);
}

interface Sending {
  readonly due: Due;
  readonly kind: MessageKind | undefined;
  readonly rules: TrustRules;
  readonly now: Date;
}

async function sendOne(dependencies: Dependencies, city: string, sending: Sending): Promise<boolean> {
  const { database } = dependencies;
  const { due, kind, rules, now } = sending;
  if (kind === undefined) return giveUp(database, city, due, 'no-template', now);
  const at = sendableAt(now, kind.urgent, rules);
  if (at > now) return postpone(database, city, due, at);
  const [grant] = await findGrants(database, city, due, kind);
  const delivery = await sendToPlatform(dependencies, city, { due, kind, grant, now });
  if (delivery.kind !== 'not-allowed') return note(database, city, { due, grant, delivery, now });
  const text = await deliverText(dependencies, city, kind, due);
  return note(database, city, { due, grant: undefined, delivery: text ?? delivery, now });
}

interface ToPlatform {
  readonly due: Due;
  readonly kind: MessageKind;
  readonly grant: Grant | undefined;
  readonly now: Date;
}

/** What the person's platform makes of it; a platform that says they do not allow it (any more) is believed. */
async function sendToPlatform(
  { database, platforms = {} }: Dependencies,
  city: string,
  { due, kind, grant, now }: ToPlatform,
): Promise<Delivery> {
  if (grant === undefined) return { kind: 'not-allowed', code: 'not-allowed' };
  const words = await wordsOf(database, city, due, grant.language);
  const delivery = await deliver(platforms, grant, kind, words);
  if (delivery.kind === 'not-allowed') {
    await database.rows(sql`
      update message_grant set remaining = 0, updated_at = ${now}
      where city = ${city} and account_id = ${due.account_id} and channel = ${grant.channel}
        and template = ${grant.template}`);
  }
  return delivery;
}

/** What the person allowed, on the platforms that see this account. */
function findGrants(database: Database, city: string, due: Due, kind: MessageKind): Promise<Grant[]> {
  return database.rows<Grant>(sql`
    select message_grant.channel, account.subject, template, language from message_grant
    join account on account.city = ${city} and account.channel = message_grant.channel
      and (account.id = message_grant.account_id or account.principal_id = message_grant.account_id)
    where message_grant.city = ${city} and message_grant.account_id = ${due.account_id} and remaining > 0
      and ((message_grant.channel = 'wechat' and template = ${kind.wechat?.id ?? ''})
        or (message_grant.channel = 'alipay' and template = ${kind.alipay?.id ?? ''}))
    order by message_grant.updated_at desc limit 1`);
}

interface Noting {
  readonly due: Due;
  /** The permission that was used up; undefined for a text message. */
  readonly grant: Grant | undefined;
  readonly delivery: Delivery;
  readonly now: Date;
}

async function note(
  database: Database,
  city: string,
  { due, grant, delivery, now }: Noting,
): Promise<boolean> {
  if (delivery.kind === 'sent') {
    await database.transaction(async (transaction) => {
      await transaction.rows(sql`
        update notification set sent_at = ${now}, last_failure = null where city = ${city} and id = ${due.id}`);
      if (grant === undefined) return;
      await transaction.rows(sql`
        update message_grant set remaining = greatest(0, remaining - 1), updated_at = ${now}
        where city = ${city} and account_id = ${due.account_id} and channel = ${grant.channel}
          and template = ${grant.template}`);
    });
    return true;
  }
  if (delivery.kind !== 'later' || due.attempts >= ATTEMPTS_MAX) {
    return giveUp(database, city, due, delivery.code, now);
  }
  await database.rows(sql`
    update notification set next_attempt_at = ${new Date(now.getTime() + backOff(due.attempts))},
      last_failure = ${delivery.code}
    where city = ${city} and id = ${due.id}`);
  return false;
}

async function postpone(database: Database, city: string, due: Due, at: Date): Promise<boolean> {
  await database.rows(sql`
    update notification set next_attempt_at = ${at}, attempts = attempts - 1 where city = ${city} and id = ${due.id}`);
  return false;
}

async function giveUp(database: Database, city: string, due: Due, code: string, now: Date): Promise<boolean> {
  await database.rows(sql`
    update notification set dead_at = ${now}, last_failure = ${code} where city = ${city} and id = ${due.id}`);
  return false;
}
