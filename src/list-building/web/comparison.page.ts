import { writeMoment, type Translate } from '../../platform/web/index.js';
import type { RankedList } from '../application/list-directory.js';
import type {
  Departure,
  KeptVersion,
  VersionComparison,
} from '../application/succession-directory.js';
import type { Difference } from '../domain/version-difference.js';
import { passedOverSentence, reasonSentence } from './list-sentences.js';
import { contestNames, personName } from './list.page.js';
import { listPath } from './paths.js';
import { quotaNames } from './quota-names.js';

export interface ComparisonPage {
  readonly title: string;
  readonly tone: 'good' | 'warn';
  readonly sentence: string;
  readonly counts: string;
  readonly versions: readonly string[];
  readonly rows: readonly ComparisonRow[];
  readonly back: string;
}

export interface ComparisonRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly mark: string;
  /** The same as the mark, in words. */
  readonly note: string | null;
  readonly tone: 'good' | 'warn' | 'bad' | '';
  readonly why: string;
}

/** Two versions of a list side by side: who came in, left, rose and fell, and why. */
export function comparisonPage(
  list: RankedList,
  comparison: VersionComparison,
  t: Translate,
): ComparisonPage {
  const { before, after, differences } = comparison;
  const same = before.resultHashes.join() === after.resultHashes.join();
  const count = (kind: Difference['kind']) =>
    differences.filter((difference) => difference.kind === kind).length;
  const moved = differences.length - count('stayed');
  return {
    title: t('list-succession.comparison.title', {
      ...contestNames(list, t),
      before: before.version,
      after: after.version,
    }),
    tone: same ? 'good' : 'warn',
    sentence: t(`list-succession.comparison.${same ? 'same-results' : 'other-results'}`),
    counts:
      moved === 0
        ? t('list-succession.comparison.nothing')
        : t('list-succession.comparison.counts', {
            came: count('came-in'),
            left: count('left'),
            rose: count('rose'),
            fell: count('fell'),
            stayed: count('stayed'),
          }),
    versions: [before, after].map((version) => versionLine(version, t)),
    rows: differences.map((difference) =>
      comparisonRow(
        difference,
        personName(list, difference.candidate),
        whyOf(difference, comparison, t),
        t,
      ),
    ),
    back: listPath('list', list.id),
  };
}

function versionLine({ version, cause, madeByName, madeAt }: KeptVersion, t: Translate): string {
  return t('list-building.page.version-line', {
    version,
    cause: t(`list-succession.version-cause.${cause}`),
    by: madeByName,
    at: writeMoment(madeAt, t.language),
  });
}

const tones = { 'came-in': 'good', left: 'bad', rose: 'good', fell: 'warn', stayed: '' } as const;

/** What becomes of one person, in the reader's words. */
export function comparisonRow(
  { from, to, kind }: Difference,
  name: string,
  why: string,
  t: Translate,
): ComparisonRow {
  const by = from !== null && to !== null ? Math.abs(from - to) : 0;
  const moved = kind === 'rose' || kind === 'fell';
  return {
    name,
    before: from === null ? '–' : String(from),
    after: to === null ? '–' : String(to),
    mark: t(`list-succession.comparison.kind.${kind}`, { by }),
    note: moved ? t(`list-succession.comparison.${kind}-note`, { by }) : null,
    tone: tones[kind],
    why,
  };
}

/** Why somebody left, or what the later version says of their place. */
function whyOf(
  { candidate, to }: Difference,
  { after, departures }: VersionComparison,
  t: Translate,
): string {
  const left = departures
    .filter(({ candidateId }) => candidateId === candidate)
    .map(leftSentence(t));
  return [...left, ...placeSentences(candidate, to, after, t)].join(' ');
}

function leftSentence(t: Translate): (departure: Departure) => string {
  return ({ cause }) => `${t(`list-succession.left.${cause}`)}.`;
}

function placeSentences(
  candidate: string,
  place: number | null,
  { outcome, input }: KeptVersion,
  t: Translate,
): string[] {
  if (outcome.status !== 'built') return [];
  const quotas = quotaNames({ input });
  const row = outcome.list.find((placed) => placed.candidate === candidate);
  if (place !== null && row) return [reasonSentence(row.reason, quotas, t)];
  const displaced = outcome.displaced.find((person) => person.candidate === candidate);
  const reserve = outcome.reserve.some((person) => person.candidate === candidate);
  return [
    ...(reserve ? [`${t('list-succession.left.to-reserve')}.`] : []),
    ...(displaced?.passedOver ?? []).map((passed) => passedOverSentence(passed, quotas, t)),
  ];
}
