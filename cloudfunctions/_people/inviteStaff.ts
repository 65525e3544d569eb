import { audit } from '../_database/audit';
import type { Queryable } from '../_database/database';
import { sql } from '../_database/sql';
import type { StaffScope } from '../_runtime/caller';
import { newId } from '../_runtime/ids';
import type { Sealer } from '../_runtime/sealing';
import { issueCode } from './oneTimeCodes';
import { type StaffName, sealStaffName } from './staffNames';

/** A day and a night: the code is handed over at work. Seconds. */
export const INVITATION_SECONDS = 24 * 3600;

export interface Invitation {
  readonly city: string;
  readonly role: StaffScope['role'];
  readonly hall: string;
  /** A post that exists already: it gets a new code, and with it a new second factor. */
  readonly staffId?: string | undefined;
  readonly named?: StaffName | undefined;
  /** As in the audit: `staff:<account>`, or `operator` for the first of a city. */
  readonly invitedBy: string;
  readonly requestId: string;
  readonly now: Date;
}

/** Makes a post, or takes a known one, and gives the code that binds an account to it; null for an unknown post. */
export async function inviteToPost(
  transaction: Queryable,
  sealer: Sealer,
  { city, role, hall, staffId, named, invitedBy, requestId, now }: Invitation,
): Promise<{ staff: string; code: string } | null> {
  const staff = staffId ?? newId();
  const rows =
    staffId === undefined
      ? await transaction.rows(sql`
          insert into staff_member (city, id, hall, role, invited_by, created_at)
          values (${city}, ${staff}, ${hall}, ${role}, ${invitedBy}, ${now}) returning id`)
      : await transaction.rows(sql`
          select id from staff_member
          where city = ${city} and id = ${staff} and role = ${role} and hall = ${hall} and ended_at is null
          for no key update`);
  if (rows.length === 0) return null;
  if (named !== undefined) {
    await transaction.rows(sql`
      update staff_member set named_sealed = ${sealStaffName(sealer, staff, named)}
      where city = ${city} and id = ${staff}`);
  }
  await audit(transaction, {
    city,
    at: now,
    actor: invitedBy,
    action: 'oversight.inviteStaff',
    subject: `staff:${staff}`,
    after: { role, hall },
    requestId,
  });
  const code = await issueCode(transaction, sealer, {
    city,
    purpose: 'staff',
    subject: staff,
    lifetimeSeconds: INVITATION_SECONDS,
    now,
  });
  return { staff, code };
}
