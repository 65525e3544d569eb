import type { desk } from '../../contract/desk';
import { type DeskOperation, mayActAt } from '../../domain/desk/permissions';
import { hallFactsOf } from '../_queue/hallHours';
import { deny } from '../_runtime/answer';
import type { Handler } from '../_runtime/serve';

type DeskHandler<Name extends DeskOperation> = Handler<(typeof desk)[Name]>;

/** Lets a handler run only for staff whose role allows the operation at the hall that it names. */
export function guarded<Name extends DeskOperation>(
  operation: Name,
  handler: DeskHandler<Name>,
): DeskHandler<Name> {
  const guardedHandler: DeskHandler<Name> = async (dependencies, input, context) => {
    const { caller, city } = context;
    if (caller.kind !== 'staff' || !mayActAt(caller.staff, operation, input.hall)) return deny('NOT_ALLOWED');
    const known = await hallFactsOf(dependencies.database, city);
    return known.has(input.hall)
      ? handler(dependencies, input, context)
      : deny('NOT_FOUND', { field: 'hall' });
  };
  return guardedHandler;
}
