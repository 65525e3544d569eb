/** The built web page in a browser. Build it first; `npm run test:web` does. */
module.exports = {
  rootDir: '../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/web/*.spec.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tests/miniprogram/gate/node_modules/'],
  // Every wait inside a story has its own, shorter end; this one is for a machine that does much else.
  testTimeout: 300_000,
};
