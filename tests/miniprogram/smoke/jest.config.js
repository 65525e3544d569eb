/** The fast first look at the WeChat build: `npm run test:smoke`. See `smoke.spec.ts` for what it cannot see. */
module.exports = {
  rootDir: '../../..',
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/tests/miniprogram/smoke/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/(?!weapp)', '<rootDir>/tests/miniprogram/gate/node_modules/'],
  // What was built runs as it is, and so do broken copies of it.
  transformIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '/mutant-'],
  testTimeout: 60_000,
};
