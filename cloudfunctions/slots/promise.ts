import type { slots } from '../../contract/slots';
import { promisedDate, timeLimitOf } from '../../domain/calendar/promisedDate';
import { accept } from '../../domain/outcome';
import { calendarOf } from '../_database/calendar';
import type { Handler } from '../_runtime/serve';

/** When a document accepted on a day is ready, said before anyone books. */
export const promise: Handler<typeof slots.promise> = async ({ database }, input) => {
  const timeLimit = timeLimitOf(input);
  return accept({ ...promisedDate(await calendarOf(database), input.acceptedOn, timeLimit), timeLimit });
};
