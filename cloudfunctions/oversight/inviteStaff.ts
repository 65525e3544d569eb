import type { oversight } from '../../contract/oversight';
import { accept } from '../../domain/outcome';
import { INVITATION_SECONDS, inviteToPost } from '../_people/inviteStaff';
import { deny } from '../_runtime/answer';
import type { Write } from '../_runtime/serve';

export const inviteStaff: Write<typeof oversight.inviteStaff> = async (
  { database, sealer },
  { role, hall, staff: staffId, named },
  { city, accountId, now, requestId },
) => {
  // A supervisor is of the whole city, everyone else of one hall.
  if ((hall === '*') !== (role === 'supervisor')) return deny('INVALID_INPUT', { field: 'hall' });
  const invitation = { city, role, hall, staffId, named, invitedBy: `staff:${accountId}`, requestId, now };
  const invited = await inviteToPost(database, sealer, invitation);
  return invited === null ? deny('NOT_FOUND') : accept({ ...invited, expiresInSeconds: INVITATION_SECONDS });
};
