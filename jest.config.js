/** A suffix says what a test needs: `.test.ts` nothing, `.db.test.ts` the embedded database, `.pg.test.ts` PostgreSQL. */
const common = {
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tests/miniprogram/gate/node_modules/'],
};

const rooms = '{domain,contract,cloudfunctions,data,host,tests/writes,tests/contention,tests/fuzz,scripts}';

module.exports = {
  // Opening the embedded database takes seconds on a busy machine; a test that hangs still ends.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [`<rootDir>/${rooms}/**/*.test.ts`],
      testPathIgnorePatterns: ['\\.(db|pg)\\.test\\.ts$', '/node_modules/'],
    },
    {
      ...common,
      displayName: 'client',
      moduleNameMapper: {
        ...common.moduleNameMapper,
        '\\.scss$': '<rootDir>/tests/support/noStyles.ts',
        '^@tarojs/components$': '<rootDir>/tests/support/hostElements.ts',
      },
      testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/src/**/*.test.tsx'],
    },
    { ...common, displayName: 'db', testMatch: [`<rootDir>/${rooms}/**/*.db.test.ts`] },
    { ...common, displayName: 'pg', testMatch: [`<rootDir>/${rooms}/**/*.pg.test.ts`] },
  ],
};
