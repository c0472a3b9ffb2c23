import { countBallotFile } from '../application/count-ballot-file.js';
import { readBallotFile } from '../application/read-ballot-file.js';
import { tallyAnswer } from '../application/tally-answer.js';
import { readTallyOrder, type TallyArguments } from '../application/tally-order.js';
import { tallyText } from './tally-text.js';

/** Where the answer goes. */
export interface TallyOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const standardOutput: TallyOutput = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
};

/**
 * `irikteu tally`: counts a file of ballots and prints the result. Answers the exit code: 0 for a result, 2 for a bad file
 * or option (nothing is counted), 3 where the tie policy says stop and it matters who is elected.
 */
export async function runTally(
  args: TallyArguments,
  { out, err }: TallyOutput = standardOutput,
): Promise<number> {
  const refused = (sentences: readonly string[]): number => {
    err(sentences.map((sentence) => `${sentence}\n`).join(''));
    return 2;
  };
  const order = readTallyOrder(args);
  if (!order.ok) return refused(order.error);
  const { file: path, method, candidates, format, output } = order.value;
  const ranked = method.forms[0] === 'ranking' || method.forms[0] === 'single';
  const file = await readBallotFile(path, { format, candidates, ranked });
  if (!file.ok) return refused([file.error]);
  const counted = countBallotFile(order.value, file.value);
  if (!counted.ok) return refused(counted.error);
  const answer = tallyAnswer(counted.value);
  out(output === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : tallyText(answer));
  const open = counted.value.tally.ties.filter(({ at }) => at !== 'elected');
  const awaited = open.flatMap((tie) => tie.awaited.map((names) => names.join(', ')));
  if (awaited.length === 0) return 0;
  err(`The tie policy stops here, a decision is needed between: ${awaited.join('; ')}\n`);
  return 3;
}
