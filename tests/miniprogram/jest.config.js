/** The compiled mini-programs, as phones run them. Build both first; `npm run test:miniprogram` does. */
module.exports = {
  rootDir: '../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/miniprogram/{journeys,mutations,figures}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tests/miniprogram/gate/node_modules/'],
  globalSetup: '<rootDir>/tests/miniprogram/support/startEverything.ts',
  globalTeardown: '<rootDir>/tests/miniprogram/support/stopEverything.ts',
  maxWorkers: 2,
  // Every wait inside a journey has its own, shorter end; this one is for a machine that does much else.
  testTimeout: 300_000,
};
