import { ApiProperty } from '@nestjs/swagger';
import type { BallotForm } from '../domain/ballots/ballot.js';
import type { PaperContent } from '../domain/rounds/counting-rule.js';
import { readBallotLine } from '../domain/rounds/paper-ballots.js';
import { protocolSums, type PaperProtocol } from '../domain/rounds/paper-protocol.js';

/** What was typed from a protocol: every number as text, the candidates' as `v0`, `v1`, …, ballots line by line. */
export type TypedProtocol = Readonly<Record<string, unknown>>;

/** Reads what was typed. What is no whole number becomes NaN, which the rules of a protocol refuse by field. */
export function readProtocolForm(typed: TypedProtocol, rules: ProtocolShape): PaperProtocol {
  const [signatures, issued, cast, valid, invalid] = protocolSums.map((field) =>
    wholeNumber(typed[field]),
  ) as [number, number, number, number, number];
  return {
    signatures,
    issued,
    cast,
    valid,
    invalid,
    ...contentOf(rules, {
      votes: () =>
        Array.from({ length: rules.form.candidates }, (_, at) => wholeNumber(typed[`v${at}`])),
      lines: () => (typeof typed['ballots'] === 'string' ? typed['ballots'].split('\n') : []),
    }),
  };
}

/** What the ballots of a protocol look like, and what a place hands in for them. */
export interface ProtocolShape {
  readonly form: BallotForm;
  readonly paperContent: PaperContent;
}

/** Votes, or ballots as lines; empty lines are no lines. */
function contentOf(
  { form, paperContent }: ProtocolShape,
  typed: { readonly votes: () => number[]; readonly lines: () => readonly string[] },
): Pick<PaperProtocol, 'votes' | 'ballots'> {
  if (paperContent === 'sums') return { votes: typed.votes() };
  const lines = typed.lines().filter((line) => line.trim() !== '');
  return { votes: [], ballots: lines.map((line) => readBallotLine(line, form)) };
}

/** A protocol as a program sends it. */
export class ProtocolRequest {
  @ApiProperty()
  readonly signatures!: number;

  @ApiProperty()
  readonly issued!: number;

  @ApiProperty()
  readonly cast!: number;

  @ApiProperty()
  readonly valid!: number;

  @ApiProperty()
  readonly invalid!: number;

  @ApiProperty({
    type: [Number],
    description: 'In the published order of the ballot; left out where the ballots are sent.',
  })
  readonly votes?: number[];

  @ApiProperty({
    type: [String],
    description:
      'Where the count must see the ballots: one line for equal valid ones, `12: 3 1 2` being twelve that prefer the third candidate of the ballot, then the first, then the second; `3=1` for equal places; scores one for each candidate, `-` for none.',
  })
  readonly ballots?: string[];
}

/** Reads a protocol from JSON; whatever is not a number is refused by the rules of a protocol. */
export function readProtocolJson(body: unknown, rules: ProtocolShape): PaperProtocol {
  const plain = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
  const list = (name: string): unknown[] =>
    Array.isArray(plain[name]) ? (plain[name] as unknown[]) : [];
  return {
    signatures: number(plain['signatures']),
    issued: number(plain['issued']),
    cast: number(plain['cast']),
    valid: number(plain['valid']),
    invalid: number(plain['invalid']),
    ...contentOf(rules, {
      votes: () => list('votes').map(number),
      lines: () => list('ballots').map(String),
    }),
  };
}

function wholeNumber(value: unknown): number {
  const text = typeof value === 'string' ? value.replaceAll(/[\s\u00a0]/g, '') : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
