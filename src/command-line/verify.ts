import { wordsIn, type Translate } from '../platform/web/words.js';
import { verifyBundle, type CheckName, type Outcome, type Verdict } from '../verifier/commands.js';

/** The words of `irikteu verify` as they were typed. */
export interface VerifyArguments {
  readonly ledgerKey?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

/** Where the answer goes; progress is shown where somebody watches. */
export interface VerifyOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly progress: (text: string) => void;
}

const exitCodes = { right: 0, wrong: 1, 'not-a-bundle': 2 } as const;

const terminal: VerifyOutput = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001b[K`);
  },
};

/** Checks a bundle and says every check as it is made; answers the exit code of the command. */
export async function runVerify(
  file: string,
  { ledgerKey, json = false, lang = 'en' }: VerifyArguments,
  { out, err, progress }: VerifyOutput = terminal,
): Promise<number> {
  const t = wordsIn(lang === 'kk' || lang === 'ru' ? lang : 'en');
  if (ledgerKey !== undefined && !/^[0-9a-f]{64}$/i.test(ledgerKey)) {
    err(t('verify.bad-key'));
    return exitCodes['not-a-bundle'];
  }
  const width = Math.max(...marks.map((mark) => t(`verify.mark.${mark}`).length)) + 2;
  const line = (mark: string, sentence: string): string =>
    `${t(`verify.mark.${mark}`).padEnd(width)}${sentence}`;
  let shown = 0;
  const verdict = await verifyBundle(
    file,
    { ledgerKey: ledgerKey?.toLowerCase() ?? null },
    {
      checked: (check, outcome) => {
        progress('');
        if (!json) out(line(outcome.verdict, sentenceOf(check, outcome, t)));
      },
      progress: (check, done, of) => {
        const percent = Math.floor((100 * done) / Math.max(1, of));
        if (percent !== shown) progress(`${check} ${percent} %`);
        shown = percent;
      },
    },
  );
  progress('');
  const closing = t(`verify.verdict.${verdict.verdict}`, { file });
  if (json) out(JSON.stringify(documentOf(verdict, closing, t), null, 2));
  else if (verdict.verdict === 'not-a-bundle') err(closing);
  else {
    for (const { kind, values } of verdict.untested)
      out(line('untested', t(`verify.untested.${kind}`, values)));
    out(`\n${closing}`);
  }
  return exitCodes[verdict.verdict];
}

const marks = ['passed', 'failed', 'nothing-there', 'untested'] as const;

function sentenceOf(check: CheckName, outcome: Outcome, t: Translate): string {
  switch (outcome.verdict) {
    case 'passed':
      return t(`verify.check.${check}.passed`, outcome.facts);
    case 'failed':
      return t(`verify.fault.${outcome.fault.kind}`, outcome.fault.values);
    case 'nothing-there':
      return t(`verify.check.${check}.nothing-there`);
  }
}

function documentOf({ verdict, checks, untested }: Verdict, sentence: string, t: Translate) {
  return {
    verdict,
    sentence,
    checks: checks.map(({ check, outcome }) => ({
      check,
      ...outcome,
      sentence: sentenceOf(check, outcome, t),
    })),
    notChecked: untested.map(({ kind, values }) => ({
      kind,
      values,
      sentence: t(`verify.untested.${kind}`, values),
    })),
  };
}
