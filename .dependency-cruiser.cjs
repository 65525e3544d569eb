/** Arrows point at `domain`; `domain` points nowhere; neighbours do not visit. */
module.exports = {
  forbidden: [
    {
      name: 'domain-knows-nobody',
      severity: 'error',
      comment: 'domain/ is plain TypeScript: no database, no platform, no npm',
      from: { path: '^domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^domain/' },
    },
    {
      name: 'contract-knows-only-domain',
      severity: 'error',
      from: { path: '^contract/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(contract|domain)/|node_modules/zod' },
    },
    {
      name: 'phone-and-service-never-meet',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(cloudfunctions|host|data)/' },
    },
    {
      name: 'service-and-phone-never-meet',
      severity: 'error',
      from: { path: '^(cloudfunctions|host|data)/' },
      to: { path: '^src/' },
    },
    {
      name: 'functions-are-rooms',
      severity: 'error',
      comment: 'a room may use itself and the _ rooms, never a neighbour',
      from: { path: '^cloudfunctions/([a-z][^/]*)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^cloudfunctions/', pathNot: '^cloudfunctions/($1|_[^/]+)/' },
    },
    {
      name: 'underscore-rooms-only-serve',
      severity: 'error',
      from: { path: '^cloudfunctions/_', pathNot: '\\.test\\.ts$' },
      to: { path: '^cloudfunctions/[a-z]' },
    },
    {
      name: 'phone-takes-types-only',
      severity: 'error',
      comment: 'keeps zod out of the bundle',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^contract/',
        pathNot: '^contract/(errorCodes|operations|operationNames)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'stores-know-no-phone',
      severity: 'error',
      from: { path: '^src/stores/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: [
          '^src/platform/index',
          'node_modules/@tarojs/',
          '^src/(pages|queue|desk|requests|guide|components)/',
        ],
      },
    },
    {
      name: 'pages-go-through-stores',
      severity: 'error',
      comment: 'app.tsx alone wires platform, api and stores',
      from: { path: '^src/(pages|queue|desk|requests|guide)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(api|platform)/' },
    },
    {
      name: 'components-are-told',
      severity: 'error',
      comment: 'props in, events out',
      from: { path: '^src/components/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(stores|api|platform|pages|queue|desk|requests|guide)/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^tests/' },
      to: { path: '\\.test\\.tsx?$|^tests/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'dist/' },
    enhancedResolveOptions: {
      extensions: ['.weapp.ts', '.weapp.tsx', '.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
    },
  },
};
