import type { messages } from '../../contract/messages';
import { accept } from '../../domain/outcome';
import { messagesOf } from '../_notifications/messageTable';
import type { Handler } from '../_runtime/serve';

/** As many as both platforms let a program ask for at once. */
const ASKED_AT_ONCE = 3;

export const listTemplates: Handler<typeof messages.listTemplates> = async (
  { database },
  { channel, moment },
  { city },
) => {
  const kinds = (await messagesOf(database, city)).filter((kind) => kind.moment === moment);
  const ids = kinds.flatMap((kind) => kind[channel]?.id ?? []);
  return accept({ templates: [...new Set(ids)].slice(0, ASKED_AT_ONCE) });
};
