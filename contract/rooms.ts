import type { z } from 'zod';
import { desk } from './desk';
import { documents } from './documents';
import { guide } from './guide';
import { identity } from './identity';
import { messages } from './messages';
import type { Operation } from './operation';
import { oversight } from './oversight';
import { privacy } from './privacy';
import { requests } from './requests';
import { reservations } from './reservations';
import { slots } from './slots';
import { standing } from './standing';
import { tickets } from './tickets';
import { windows } from './windows';

/** Everything that a phone can call, by room and operation. */
export const rooms = {
  identity,
  guide,
  slots,
  windows,
  reservations,
  requests,
  tickets,
  desk,
  documents,
  oversight,
  privacy,
  standing,
  messages,
};

export type Rooms = typeof rooms;

/** What a caller sends: fields with a default may be left out. */
export type InputOf<O extends Operation> = z.input<O['input']>;

/** What a caller receives. */
export type OutputOf<O extends Operation> = z.output<O['output']>;
