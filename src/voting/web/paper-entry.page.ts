import type { Translate } from '../../platform/web/index.js';
import type { RoundConsole } from '../application/round-overviews.js';
import type { EntryRefusal } from '../application/enter-protocol.service.js';
import {
  protocolSums,
  type ProtocolField,
  type StoredPlace,
} from '../domain/rounds/paper-protocol.js';
import type { BallotForm } from '../domain/ballots/ballot.js';
import { writeBallot } from '../domain/rounds/paper-ballots.js';
import { countPaths } from './count-paths.js';
import { refusalSentences } from './count-sentences.js';
import type { TypedProtocol } from './paper-entry.form.js';
import { headingOf } from './round.page.js';

/** One number to type. */
export interface EntryField {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
}

/** The ballots to type and how. */
export interface BallotLines {
  readonly how: string;
  readonly example: string;
  readonly candidates: readonly string[];
  readonly value: string;
  readonly wrong: boolean;
}

/** The form for the protocol of one place; it never shows what somebody else typed. */
export interface PaperEntryPage {
  readonly title: string;
  readonly heading: string;
  readonly back: string;
  readonly place: string;
  readonly sums: readonly EntryField[];
  readonly votes: readonly EntryField[];
  /** Where the ballots themselves are typed, line by line. */
  readonly ballots: BallotLines | null;
  readonly errors: readonly { readonly field: string; readonly sentence: string }[];
}

export function paperEntryPage(
  t: Translate,
  data: RoundConsole,
  place: StoredPlace,
  typed: TypedProtocol = {},
  refusals: readonly EntryRefusal[] = [],
): PaperEntryPage {
  const names = data.candidates.map(({ name }) => name);
  const wrong = new Set(refusals.map(fieldOf));
  const field = (name: string, label: string): EntryField => ({
    name,
    label,
    value: typeof typed[name] === 'string' ? typed[name] : '',
    wrong: wrong.has(name),
  });
  return {
    title: t('voting-count.entry.title', { place: place.name }),
    heading: headingOf(t, data.title).title,
    back: countPaths.console(data.round.id),
    place: place.name,
    sums: protocolSums.map((name) => field(name, t(`voting-count.protocol.${name}`))),
    votes: data.paperContent === 'sums' ? names.map((name, at) => field(`v${at}`, name)) : [],
    ballots: data.paperContent === 'ballots' ? linesOf(t, data, field('ballots', '')) : null,
    errors: refusals.flatMap((refusal) =>
      refusalSentences(t, [refusal], names).map((sentence) => ({
        field: fieldOf(refusal),
        sentence,
      })),
    ),
  };
}

function linesOf(t: Translate, { form, candidates }: RoundConsole, field: EntryField): BallotLines {
  const equal = form.kind === 'ranking' && form.equalRanks ? 'ranking-equal' : form.kind;
  return {
    how: t(`voting-count.entry.lines-${equal}`),
    example: exampleLine(form),
    candidates: candidates.map(({ name }, at) => `${at + 1}. ${name}`),
    value: field.value,
    wrong: field.wrong,
  };
}

/** A line that could stand in the protocol of this round. */
function exampleLine(form: BallotForm): string {
  const [last, first] = [form.candidates - 1, 0];
  const values = form.kind === 'ranking' ? [1, 2] : [mostOnOne(form), 1];
  const ballot = [last, first].map((candidate, at) => ({ candidate, value: values[at] ?? 1 }));
  return `12: ${writeBallot(last === first ? ballot.slice(0, 1) : ballot, form)}`;
}

function mostOnOne(form: BallotForm): number {
  return form.kind === 'score' ? form.highest : form.kind === 'cumulative' ? form.mostForOne : 1;
}

/** The field a reason is about, so that the summary can lead to it. */
function fieldOf(refusal: EntryRefusal): string {
  switch (refusal.kind) {
    case 'not-a-count':
      return idOf(refusal.field);
    case 'candidate-above-valid':
    case 'candidate-above-most':
      return idOf(refusal.candidate);
    case 'more-signatures-than-listed':
      return 'signatures';
    case 'fewer-issued-than-signatures':
      return 'issued';
    case 'valid-and-invalid-are-not-cast':
      return 'valid';
    case 'more-cast-than-signatures':
    case 'more-cast-than-issued':
      return 'cast';
    case 'wrong-number-of-candidates':
    case 'votes-are-not-valid':
    case 'more-votes-than-marks':
    case 'more-votes-than-given':
    case 'fewer-votes-than-valid':
      return 'v0';
    case 'line-not-read':
    case 'line-not-valid':
    case 'lines-are-not-valid':
      return 'ballots';
    case 'place-unknown':
    case 'outside-your-territory':
    case 'round-not-closed':
    case 'typed-by-the-same-person':
    case 'typed-by-two-others':
    case 'already-confirmed':
      return 'signatures';
  }
}

function idOf(field: ProtocolField): string {
  return typeof field === 'number' ? `v${field}` : field;
}
