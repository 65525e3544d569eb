import { z } from 'zod';
import type { Database } from '../../cloudfunctions/_database/database';
import type { Statement } from '../../cloudfunctions/_database/sql';
import type { Dependencies } from '../../cloudfunctions/_runtime/dependencies';
import { createLimiter } from '../../cloudfunctions/_runtime/limiter';
import { consoleLog, type Log } from '../../cloudfunctions/_runtime/log';
import { rememberTokens } from '../../cloudfunctions/_runtime/rememberTokens';
import { serve } from '../../cloudfunctions/_runtime/serve';
import { createTokens } from '../../cloudfunctions/_runtime/tokens';
import { operation } from '../../contract/operation';
import { accept } from '../../domain/outcome';
import { trustRuleNames } from '../../domain/trust/trustRules';
import { createHttpServer } from '../../host/httpServer';
import { city } from './benchCity';

// The host's own server and door, with an operation behind it that does nothing: what anything better could reach.
const facts = { kind: 'read', audience: 'anyone', consent: true } as const;
const nothing = operation(facts, 'Nothing', z.looseObject({}), z.object({}));
const log: Log = consoleLog;
const database = {
  rows: async ({ text, values }: Statement) => {
    if (text.includes('booking_rule')) return trustRuleNames.map((name) => ({ name, value: 1_000_000 }));
    // Consent is asked for many callers in one read: each of them has agreed.
    if (text.includes('consent')) return (values[1] as unknown[]).map(() => ({ granted: true }));
    return [{ city }];
  },
} as unknown as Database;
const keys = [{ id: 't1', key: Buffer.alloc(32, 3) }];
const clock = () => new Date();
const dependencies = {
  database,
  clock,
  log,
  limiter: createLimiter(() => performance.now()),
  tokens: rememberTokens(createTokens(keys, clock), clock),
} as Dependencies;

const empty = (name: string, operations: Record<string, typeof nothing>) =>
  serve(
    name,
    operations,
    Object.fromEntries(Object.keys(operations).map((operation) => [operation, async () => accept({})])),
    dependencies,
  );
const server = createHttpServer({
  rooms: [empty('reservations', { make: nothing }), empty('slots', { nothing })],
  version: () => undefined,
  openapi: '{}',
  proxies: 0,
  demo: false,
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}\n`);
});
