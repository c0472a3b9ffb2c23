import { wordsIn } from '../../platform/web/words.js';
import { countBallotFile, readingOf, type CountedFile } from '../application/count-ballot-file.js';
import { readBallotFile } from '../application/read-ballot-file.js';
import { tallyAnswer } from '../application/tally-answer.js';
import {
  readTallyOrder,
  type TallyArguments,
  type TallyOrder,
} from '../application/tally-order.js';
import { bltText } from '../domain/formats/blt-writer.js';
import { fitBallots } from '../domain/formats/fit-ballots.js';
import { tallyCsv } from './tally-csv.js';
import { tallyProtocol } from './tally-protocol.js';
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
  const { file: path, method, candidates, format } = order.value;
  const form = method.forms[0] ?? 'ranking';
  const file = await readBallotFile(path, { format, candidates, form });
  if (!file.ok) return refused([file.error]);
  const counted = countBallotFile(order.value, file.value);
  if (!counted.ok) return refused(counted.error);
  const answer = answerOf(order.value, counted.value);
  if (answer === null) return refused(['--output: only rankings can be written as BLT']);
  for (const text of answer) out(text);
  const open = counted.value.tally.ties.filter(({ at }) => at !== 'elected');
  const awaited = open.flatMap((tie) => tie.awaited.map((names) => names.join(', ')));
  if (awaited.length === 0) return 0;
  err(`The tie policy stops here, a decision is needed between: ${awaited.join('; ')}\n`);
  return 3;
}

/** The answer piece by piece; null where the ballots are no rankings, and BLT has no word for them. */
function answerOf(order: TallyOrder, counted: CountedFile): Iterable<string> | null {
  switch (order.output) {
    case 'text':
      return [tallyText(tallyAnswer(counted), readingOf(counted))];
    case 'json':
      return [`${JSON.stringify(tallyAnswer(counted), null, 2)}\n`];
    case 'csv':
      return [tallyCsv(tallyAnswer(counted))];
    case 'protocol':
      return [tallyProtocol(counted, order, wordsIn(order.language))];
    case 'blt':
      return bltOf(counted);
  }
}

function bltOf({ file, form, withdrawn, tally }: CountedFile): Iterable<string> | null {
  if (file.content !== 'ranking' && (file.content !== 'values' || form !== 'ranking')) return null;
  return bltText({
    ...file,
    seats: tally.seats,
    withdrawn: [...withdrawn].sort((a, b) => a - b),
    ballots: fitBallots(file, 'ranking'),
  });
}
