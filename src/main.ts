#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { createUser } from './command-line/create-user.js';
import { migrateDatabase } from './command-line/migrate-database.js';
import { serve } from './command-line/serve.js';

const program = new Command('irikteu').description(
  "Runs a party's primaries: applications, commissions, vote rounds, explained lists.",
);

program
  .command('serve')
  .description('serve the application (PORT, HOST, IRIKTEU_URL, DATABASE_URL, IRIKTEU_HOME)')
  .option('--migrate', 'bring the database to the newest schema first')
  .action(serve);

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
    'where the role holds, for example KZ-39; everywhere when not given',
  )
  .action(createUser);

await program.parseAsync();
