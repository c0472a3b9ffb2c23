// The arrows of the house, as data. Every rule is seen to fail on the planted violations beside this file.
const rooms = {
  primary: ['platform', 'kernel'],
  candidate: ['primary', 'platform', 'kernel'],
  campaign: ['candidate', 'primary', 'platform', 'kernel'],
  voting: ['candidate', 'primary', 'platform', 'kernel'],
  'list-building': ['voting', 'candidate', 'primary', 'platform', 'kernel'],
  bundle: ['list-building', 'voting', 'candidate', 'primary', 'platform', 'kernel'],
};

const names = Object.keys(rooms);
const anyRoom = `^src/(${names.join('|')})/`;

const arrowsOf = (room) => ({
  name: `${room}-arrows`,
  comment: `${room} imports itself and ${rooms[room].join(', ')}, no other room.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [room, ...rooms[room]].map((allowed) => `^src/${allowed}/`),
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...names.map(arrowsOf),
    {
      name: 'room-door-only',
      comment: 'A room is entered through its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: '^src/command-line/' },
      to: { path: anyRoom, pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'top-through-doors',
      comment:
        'The top-level files and the command line enter rooms through index.ts, or through commands.ts for what runs without a server.',
      severity: 'error',
      from: { path: '^src/(command-line/.*|[^/]+)\\.ts$' },
      to: { path: anyRoom, pathNot: '^src/[^/]+/(index|commands)\\.ts$' },
    },
    {
      name: 'kernel-is-alone',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-knows-no-room',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: anyRoom },
    },
    {
      name: 'domain-is-pure',
      comment: 'A domain sees itself and the kernel: no framework, no Node, no input or output.',
      severity: 'error',
      from: { path: '^src/([^/]+)/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^src/$1/domain/', '^src/kernel/'] },
    },
    {
      name: 'check-is-a-second-opinion',
      comment:
        'What checks a list shares nothing with what built it: results and assertions of the kernel, HiGHS, and itself.',
      severity: 'error',
      from: { path: '^src/[^/]+/check/', pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: ['^src/[^/]+/check/', '^src/kernel/(result|assert)\\.ts$', 'node_modules/highs/'],
      },
    },
    {
      name: 'verifier-stands-alone',
      comment:
        'What verifies a bundle shares nothing with what made it: results and assertions of the kernel, Node, a reader of zips.',
      severity: 'error',
      from: { path: '^src/verifier/', pathNot: '\\.spec\\.ts$' },
      to: {
        dependencyTypesNot: ['core'],
        pathNot: [
          '^src/verifier/',
          '^src/kernel/(result|assert)\\.ts$',
          'node_modules/(@types/)?yauzl/',
        ],
      },
    },
    {
      name: 'persistence-knows-domain-only',
      severity: 'error',
      from: { path: '^src/([^/]+)/persistence/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/$1/(application|web)/' },
    },
    {
      name: 'application-below-web',
      severity: 'error',
      from: { path: '^src/[^/]+/application/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^src/[^/]+/web/', 'node_modules/(fastify|@fastify|handlebars)/'] },
    },
    {
      name: 'web-not-to-persistence',
      severity: 'error',
      from: { path: '^src/[^/]+/web/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^src/[^/]+/persistence/', 'node_modules/typeorm/'] },
    },
    {
      name: 'no-tests-in-src',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['\\.spec\\.ts$', '^test/'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.spec\\.ts$',
          '^src/main\\.ts$',
          'migrations/\\d',
          '\\.d\\.ts$',
          'web/client/',
        ],
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
};
