import type { Command } from 'commander';
import { methodOptions, runTally, type TallyArguments } from '../voting/commands.js';

type Typed = Readonly<Record<string, string | boolean>>;

const wrongUse = 2;

/** `irikteu tally`, with the options of all methods of the catalogue. */
export function describeTally(command: Command): void {
  command
    .description('count a file of ballots (docs/tally.md)')
    .argument('<file>', 'ballots in BLT, CSV, Condorcet Election Format, PrefLib or JSON lines')
    .option('--method <name>', `one of: ${methodOptions().names.join(', ')}`)
    .option('--seats <n>', "how many are elected; without it the file's own number")
    .option('--max-marks <n>', 'the most marks a ballot may carry (rating, approval, …)')
    .option('--max-score <n>', 'the highest score (score, majority-judgment)')
    .option('--votes <n>', 'how many votes a ballot gives away (cumulative)')
    .option('--max-for-one <n>', 'the most of them for one candidate (cumulative)')
    .option('--max-ranks <n>', 'the most ranks a ballot may have (rankings)')
    .option('--candidates <names>', 'the candidates, separated by commas; nobody else may be named')
    .option('--withdrawn <names>', 'count as if these candidates had not stood')
    .option(
      '--ties <steps>',
      'backwards, backwards-all, forwards, forwards-all, first-preferences, order, lot, ask',
    )
    .option('--tie-order <names>', 'the order for the step "order", best first')
    .option('--seed <hex>', 'what a lot is drawn from')
    .option(
      '--format <name>',
      'blt, csv, cef, preflib, jsonl; without it, what the file looks like',
    )
    .option('--output <form>', 'text (without it), json, csv, blt, protocol')
    .option('--json', 'short for --output json')
    .option('--language <code>', 'of the protocol: kk, ru, en')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : wrongUse));
  for (const { option, help } of methodOptions().options)
    command.option(`--${option} <word>`, help);
  command.addHelpText(
    'after',
    '\nExit code 0: a result; 2: a bad file or option; 3: a tie is open.',
  );
  command.action(async (file: string, typed: Typed) => {
    process.stdout.on('error', endWithReader);
    process.exitCode = await runTally(argumentsOf(file, typed));
  });
}

/** Whoever read the answer went away, as `head` does: there is nobody left to tell. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}

/** The options of the methods stand apart: the catalogue knows them, this list does not. */
function argumentsOf(file: string, typed: Typed): TallyArguments {
  const ofMethods = methodOptions().options.flatMap(({ option }) => {
    const word = typed[keyOf(option)];
    return typeof word === 'string' ? [[option, word] as const] : [];
  });
  return { ...typed, file, methodOptions: Object.fromEntries(ofMethods) };
}

/** The name under which commander keeps an option. */
function keyOf(option: string): string {
  return option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
