import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { sql } from '../cloudfunctions/_database/sql';
import { freshFolder, must, post, startHost } from '../tests/support/hostProcess';
import { freshPostgres, type TestPostgres } from '../tests/support/postgresDatabase';

let postgres: TestPostgres;
let data: ReturnType<typeof freshFolder>;

beforeAll(async () => {
  postgres = await freshPostgres(2);
  data = freshFolder();
});
afterAll(async () => {
  data.remove();
  await postgres.drop();
});

const key = () => randomBytes(32).toString('base64');

describe('the host on PostgreSQL', () => {
  it('uses the server that DATABASE_URL names, and no folder of its own', async () => {
    const host = startHost({ DATABASE_URL: postgres.url, DATA_DIR: data.folder });
    const address = await host.address;

    await must(post(address, 'identity/signIn', { channel: 'web', code: 'demo:postgres' }));

    const accounts = await postgres.database.rows(sql`select 1 from account where subject = 'demo:postgres'`);
    expect(accounts).toHaveLength(1);
    expect(existsSync(path.join(data.folder, 'database'))).toBe(false);
    host.process.kill('SIGTERM');
    expect((await host.ended).code).toBe(0);
  });

  it('in production admits no demonstration sign-in and opens no simulated WeChat', async () => {
    const env = {
      NODE_ENV: 'production',
      DATABASE_URL: postgres.url,
      DATA_DIR: data.folder,
      SEALING_KEYS: `s1:${key()}`,
      BLIND_INDEX_KEY: key(),
      TOKEN_KEYS: `t1:${key()}`,
    };
    const refused = startHost(env);
    expect((await refused.ended).code).toBe(1);
    expect(refused.said()).toMatch(/CLOCK/);

    // Without the test's own CLOCK, which production refuses.
    const host = startHost(env, ['CLOCK']);
    const address = await host.address;

    for (const code of ['demo:wang', 'demo-staff:*', 'demo-staff:xihu']) {
      for (const channel of ['web', 'wechat', 'alipay']) {
        const answer = await post(address, 'identity/signIn', { channel, code });
        expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
      }
    }
    const simulated = await fetch(`${address}/dev/wechat/identity`, { method: 'POST', body: '{}' });
    expect(simulated.status).toBe(405);
    host.process.kill('SIGTERM');
    expect((await host.ended).code).toBe(0);
  });
});
