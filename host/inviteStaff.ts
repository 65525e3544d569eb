import { inviteToPost } from '../cloudfunctions/_people/inviteStaff';
import { newId } from '../cloudfunctions/_runtime/ids';
import { hangzhou } from '../data/hangzhou/city';
import { operate } from './operate';

/** `npm run staff:invite`: the code for the first supervisor of a city, who invites everyone else on the phone. */
void operate(async ({ database, sealer }) => {
  const city = process.argv[2] ?? hangzhou.halls.city.code;
  const invited = await database.transaction((transaction) =>
    inviteToPost(transaction, sealer, {
      city,
      role: 'supervisor',
      hall: '*',
      invitedBy: 'operator',
      requestId: newId(),
      now: new Date(),
    }),
  );
  process.stdout.write(
    `Code for a supervisor of ${city}, good for a day, once: ${invited?.code ?? 'none'}\n`,
  );
  return invited !== null;
});
