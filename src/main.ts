#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { demo } from './command-line/demo.js';
import { createUser } from './command-line/create-user.js';
import { importMembers } from './command-line/import-members.js';
import { migrateDatabase } from './command-line/migrate-database.js';
import { serve } from './command-line/serve.js';
import { describeTally } from './command-line/tally.js';
import { runListBuild, type ListBuildArguments } from './list-building/index.js';

const program = new Command('irikteu').description(
  "Runs a party's primaries: applications, commissions, vote rounds, explained lists.",
);

program
  .command('serve')
  .description('serve the application (PORT, HOST, IRIKTEU_URL, DATABASE_URL, IRIKTEU_HOME)')
  .option('--migrate', 'bring the database to the newest schema first')
  .action(serve);

program
  .command('demo')
  .description('play a whole primary of one region on a fresh database, then serve it')
  .option('--no-serve', 'stop after the report')
  .option('--members <n>', 'members on the register; everything is scaled to them', '45000')
  .option('--seed <s>', 'the same seed gives the same lists', '2020')
  .action(demo);

program
  .command('migrate')
  .description('bring the database to the newest schema')
  .action(migrateDatabase);

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
  .action(createUser);

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
  .action(importMembers);

program
  .command('list')
  .description('ranked lists')
  .command('build')
  .description('build the list of a file and say why; exit code 0 built, 1 impossible, 2 bad input')
  .argument('<file>', 'a list file, see docs/list-format.md')
  .option('--json', 'print everything as JSON')
  .option('--lang <language>', 'kk, ru or en', 'en')
  .action(async (file: string, options: Omit<ListBuildArguments, 'file'>) => {
    process.exitCode = await runListBuild({ file, ...options });
  });

describeTally(program.command('tally'));

await program.parseAsync();
