/** What a ballot of a round looks like; candidates are known by their position, from 0. */
export type Form =
  | { readonly kind: 'single'; readonly candidates: number }
  | { readonly kind: 'rating'; readonly candidates: number; readonly marks: number }
  | {
      readonly kind: 'cumulative';
      readonly candidates: number;
      readonly votes: number;
      readonly mostForOne: number;
    }
  | { readonly kind: 'score'; readonly candidates: number; readonly highest: number }
  | {
      readonly kind: 'ranking';
      readonly candidates: number;
      readonly ranks: number;
      readonly equalRanks: boolean;
    };

/** What a voter wrote beside one name: a rank from 1, a score, a number of votes, or 1. */
export interface Mark {
  readonly candidate: number;
  readonly value: number;
}

/**
 * What stands on a ballot, as a text of two characters for each mark, the candidate and the value, lowest values first. Equal
 * ballots have equal texts, and a million of them fit into memory.
 */
export type Paper = string;

/** Different ballots, each with how many voters cast it. */
export type Papers = ReadonlyMap<Paper, number>;

export function paperOf(marks: readonly Mark[]): Paper {
  return [...marks]
    .sort((a, b) => a.value - b.value || a.candidate - b.candidate)
    .map(({ candidate, value }) => String.fromCharCode(candidate, value))
    .join('');
}

export function marksOf(paper: Paper): Mark[] {
  return Array.from({ length: paper.length / 2 }, (_, at) => ({
    candidate: paper.charCodeAt(2 * at),
    value: paper.charCodeAt(2 * at + 1),
  }));
}

export function addPaper(papers: Map<Paper, number>, paper: Paper, count: number): void {
  papers.set(paper, (papers.get(paper) ?? 0) + count);
}

export function votersOf(papers: Papers): number {
  let voters = 0;
  for (const count of papers.values()) voters += count;
  return voters;
}

/** The most marks a ballot may carry; all ballots of a round have the length of one with so many. */
export function mostMarks(form: Form): number {
  switch (form.kind) {
    case 'single':
      return 1;
    case 'rating':
      return form.marks;
    case 'cumulative':
      return Math.min(form.votes, form.candidates);
    case 'score':
      return form.candidates;
    case 'ranking':
      return form.equalRanks ? form.candidates : Math.min(form.ranks, form.candidates);
  }
}

/** The length of every ballot of a round in bytes: a version, a number of marks, and the most marks. */
export function bytesOfBallot(form: Form): number {
  return 3 + 4 * mostMarks(form);
}

/**
 * Reads the canonical bytes of a ballot: version 1, the number of marks, the marks by rising candidates, zeros. Null where they
 * are not the one spelling of a ballot of this form.
 */
export function readPaper(bytes: Buffer, form: Form): Paper | null {
  if (bytes.length !== bytesOfBallot(form) || bytes[0] !== 1) return null;
  const number = bytes.readUInt16BE(1);
  if (number > mostMarks(form)) return null;
  const marks = Array.from({ length: number }, (_, at) => ({
    candidate: bytes.readUInt16BE(3 + 4 * at),
    value: bytes.readUInt16BE(5 + 4 * at),
  }));
  const rising = marks.every(
    ({ candidate }, at) =>
      candidate < form.candidates && (at === 0 || candidate > (marks[at - 1]?.candidate ?? 0)),
  );
  const padded = bytes.subarray(3 + 4 * number).every((byte) => byte === 0);
  return rising && padded ? paperOf(marks) : null;
}

/** Why a ballot does not count. */
export type Invalid =
  | 'blank'
  | 'too-many-marks'
  | 'impossible-value'
  | 'too-many-votes'
  | 'shared-rank'
  | 'only-withdrawn';

/** Why the form does not allow these marks; null where it does. */
export function formFault(marks: readonly Mark[], form: Form): Invalid | null {
  if (marks.length === 0) return 'blank';
  if (marks.length > mostMarks(form)) return 'too-many-marks';
  const values = marks.map(({ value }) => value);
  const [least, most] = [form.kind === 'score' ? 0 : 1, highestValue(form)];
  if (values.some((value) => value < least || value > most)) return 'impossible-value';
  const together = values.reduce((sum, value) => sum + value, 0);
  if (form.kind === 'cumulative' && together > form.votes) return 'too-many-votes';
  const shared = new Set(values).size < values.length;
  return form.kind === 'ranking' && !form.equalRanks && shared ? 'shared-rank' : null;
}

function highestValue(form: Form): number {
  switch (form.kind) {
    case 'single':
    case 'rating':
      return 1;
    case 'cumulative':
      return form.mostForOne;
    case 'score':
      return form.highest;
    case 'ranking':
      return form.ranks;
  }
}

/** What a ballot says besides those who left the race. */
export function readOver(paper: Paper, withdrawn: ReadonlySet<number>): Paper {
  if (withdrawn.size === 0) return paper;
  return paperOf(marksOf(paper).filter(({ candidate }) => !withdrawn.has(candidate)));
}
