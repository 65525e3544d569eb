import { buildClient } from './buildClient.mjs';
import { bin, run } from './run.mjs';

/** `npm run test:miniprogram [-- jest arguments]`: builds both mini-programs and runs them under test. */
await buildClient('weapp', { quiet: true, env: { TARO_APP_CLOUD_ENV: 'test' } });
await buildClient('alipay', { quiet: true });
await run(bin('jest'), ['--ci', '-c', 'tests/miniprogram/jest.config.js', ...process.argv.slice(2)]);
