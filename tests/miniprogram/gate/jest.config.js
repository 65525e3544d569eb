/** What can be found wrong with the builds without running them: `npm run test:gate`. */
module.exports = {
  rootDir: '../../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/miniprogram/gate/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tests/miniprogram/gate/node_modules/'],
  maxWorkers: 2,
  testTimeout: 300_000,
};
