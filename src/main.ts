#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { describeTally } from './command-line/tally.js';
import type {
  ListBuildArguments,
  ListCheckArguments,
  ListCompareArguments,
} from './list-building/commands.js';
import type { CeremonyArguments, TrusteeArguments } from './voting/commands.js';
import type { DemoCommand } from './command-line/demo.js';
import type { DrillCommand } from './command-line/drill.js';
import type { UserOptions } from './command-line/create-user.js';
import type { ImportOptions } from './command-line/import-members.js';
import type { BundleOptions } from './command-line/bundle.js';
import type { ServeOptions } from './command-line/serve.js';
import type { VerifyArguments } from './command-line/verify.js';

// What needs the server or the database is loaded when it is asked for: counting a file or building a list starts at once.

const program = new Command('irikteu').description(
  "Runs a party's primaries: applications, commissions, vote rounds, explained lists.",
);

program
  .command('serve')
  .description('serve the application (PORT, HOST, IRIKTEU_URL, DATABASE_URL, IRIKTEU_HOME)')
  .option('--migrate', 'bring the database to the newest schema first')
  .option(
    '--only <part>',
    'box: take ballots, and nothing else; register: everything but that (docs/two-programs.md)',
  )
  .action(async (options: ServeOptions) => {
    const { serve } = await import('./command-line/serve.js');
    await serve(options);
  });

program
  .command('key')
  .description('print the public key that this installation signs with (IRIKTEU_HOME)')
  .action(async () => {
    const { printKey } = await import('./command-line/print-key.js');
    await printKey();
  });

program
  .command('demo')
  .description('play a whole primary of one region on a fresh database, then serve it')
  .option('--no-serve', 'stop after the report')
  .option('--members <n>', 'members on the register; everything is scaled to them', '45000')
  .option('--seed <s>', 'the same seed gives the same lists', '2020')
  .action(async (options: DemoCommand) => {
    const { demo } = await import('./command-line/demo.js');
    await demo(options);
  });

program
  .command('drill')
  .description(
    'play a vote day of the whole country on a fresh database, with crashes, and say which promises were kept',
  )
  .option('--members <n>', 'members on the register', '100000')
  .option('--turnout <share>', 'the share of them who vote', '0.84')
  .option('--regions <n>', 'how many of the twenty regions take part', '20')
  .option('--connections <n>', 'voters at the same time in the first hour', '400')
  .option('--seed <s>', 'the same seed invents the same people', '2020')
  .action(async (options: DrillCommand) => {
    const { drill } = await import('./command-line/drill.js');
    await drill(options);
  });

program
  .command('migrate')
  .description('bring the database to the newest schema')
  .action(async () => {
    const { migrateDatabase } = await import('./command-line/migrate-database.js');
    await migrateDatabase();
  });

program
  .command('user')
  .description('accounts of staff')
  .command('create')
  .description('open an account; the password is read from IRIKTEU_PASSWORD or made up and printed')
  .requiredOption('--login <login>', 'small Latin letters, digits and . _ @ -')
  .requiredOption('--name <name>', 'the name people see')
  .requiredOption('--role <role>', 'central-office, commission-chair, party-control, …')
  .option(
    '--territory <code>',
    'where the role holds, for example KZ-39; commissions and party control need one, KZ is the country',
  )
  .action(async (options: UserOptions) => {
    const { createUser } = await import('./command-line/create-user.js');
    await createUser(options);
  });

program
  .command('members')
  .description('the register of party members')
  .command('import')
  .description('bring in a register, all of it or nothing; refused lines are printed one by one')
  .argument(
    '<file>',
    'CSV in UTF-8: iin,family,given,patronymic,territory,joined,phone,email,organisation',
  )
  .requiredOption('--login <login>', 'the account of the central office that answers for it')
  .action(async (file: string, options: ImportOptions) => {
    const { importMembers } = await import('./command-line/import-members.js');
    await importMembers(file, options);
  });

const list = program.command('list').description('ranked lists');

list
  .command('build')
  .description('build the list of a file and say why; exit code 0 built, 1 impossible, 2 bad input')
  .argument('<file>', 'a list file, see docs/list-format.md')
  .option('--json', 'print everything as JSON')
  .option('--lang <language>', 'kk, ru or en', 'en')
  .action(async (file: string, options: Omit<ListBuildArguments, 'file'>) => {
    const { runListBuild } = await import('./list-building/commands.js');
    process.exitCode = await runListBuild({ file, ...options });
  });

list
  .command('check')
  .description(
    'hold what list build printed against its list file, without the code that built it; exit code 0 all true, 1 not, 2 bad input, 4 not decided',
  )
  .argument('<input>', 'a list file, see docs/list-format.md')
  .argument('[output]', 'what "list build --json" printed; without it: does a list exist at all?')
  .option('--thorough', 'ask HiGHS also about what counting or a proof has shown')
  .option('--json', 'print everything as JSON')
  .option('--lang <language>', 'kk, ru or en', 'en')
  .action(
    async (
      input: string,
      output: string | undefined,
      options: Omit<ListCheckArguments, 'input' | 'output'>,
    ) => {
      const { runListCheck } = await import('./list-building/commands.js');
      process.exitCode = await runListCheck({ input, output, ...options });
    },
  );

list
  .command('compare')
  .description(
    'hold two outputs of "list build --json" side by side; exit code 0 same order, 1 different, 2 bad input',
  )
  .argument('<before>', 'the one output')
  .argument('<after>', 'the other')
  .option('--input <file>', 'the list file of both, for names and for how the quotas stand')
  .option('--json', 'print everything as JSON')
  .option('--lang <language>', 'kk, ru or en', 'en')
  .action(
    async (
      before: string,
      after: string,
      options: Omit<ListCompareArguments, 'before' | 'after'>,
    ) => {
      const { runListCompare } = await import('./list-building/commands.js');
      process.exitCode = await runListCompare({ before, after, ...options });
    },
  );

program
  .command('bundle')
  .description(
    'write the archive of a round whose result is published (docs/bundle.md); exit code 0 written, 1 not published yet, 2 no such round or place',
  )
  .argument('<round>', 'the id of the round')
  .option('--out <file>', 'a new file; without it <round>.zip here')
  .option('--lang <language>', 'kk, ru or en', 'en')
  .action(async (round: string, options: BundleOptions) => {
    const { writeBundleOf } = await import('./command-line/bundle.js');
    await writeBundleOf(round, options);
  });

program
  .command('verify')
  .description(
    'check the bundle of a round with no database and no network (docs/verify.md); exit code 0 right, 1 wrong, 2 no bundle',
  )
  .argument('<bundle>', 'a bundle.zip, see docs/bundle.md')
  .option('--ledger-key <sha256>', 'the SHA-256 of the ledger key, as you know it from elsewhere')
  .option('--json', 'print everything as JSON')
  .option('--lang <language>', 'kk, ru or en', 'en')
  .action(async (file: string, options: VerifyArguments) => {
    const { runVerify } = await import('./command-line/verify.js');
    process.exitCode = await runVerify(file, options);
  });

const server = ['--server <url>', 'the address of the running server'] as const;
const login = ['--login <login>', 'who signs in; the password is in IRIKTEU_PASSWORD'] as const;

const trustee = program.command('trustee').description('the key of a trustee, without a browser');

trustee
  .command('key')
  .description('make a key, keep its file here under IRIKTEU_PASSPHRASE, register the public half')
  .requiredOption(...server)
  .requiredOption(...login)
  .requiredOption('--file <file>', 'where the file of the key is kept')
  .action(async (options: TrusteeArguments) => {
    const { runTrusteeKey } = await import('./voting/commands.js');
    process.exitCode = await runTrusteeKey(options);
  });

trustee
  .command('give')
  .description('give what rounds wait for: trial shares, and the shares that open closed boxes')
  .requiredOption(...server)
  .requiredOption(...login)
  .requiredOption('--file <file>', 'the file of the key; its passphrase is in IRIKTEU_PASSPHRASE')
  .action(async (options: TrusteeArguments) => {
    const { runTrusteeGive } = await import('./voting/commands.js');
    process.exitCode = await runTrusteeGive(options);
  });

program
  .command('ceremony')
  .description(
    'make the ballot keys of planned rounds on this machine, as the chair of the commission',
  )
  .requiredOption(...server)
  .requiredOption(...login)
  .requiredOption('--round <id...>', 'the rounds')
  .requiredOption('--needed <k>', 'how many shares open a box')
  .option('--trustee <name...>', 'names or accounts; without it everybody who has a key')
  .action(async (options: CeremonyArguments) => {
    const { runCeremony } = await import('./voting/commands.js');
    process.exitCode = await runCeremony(options);
  });

describeTally(program.command('tally'));

await program.parseAsync();
