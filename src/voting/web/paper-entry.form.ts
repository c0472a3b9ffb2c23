import { ApiProperty } from '@nestjs/swagger';
import { protocolSums, type PaperProtocol } from '../domain/paper-protocol.js';

/** What was typed from a protocol: every number as text, the candidates' as `v0`, `v1`, … */
export type TypedProtocol = Readonly<Record<string, unknown>>;

/** Reads what was typed. What is no whole number becomes NaN, which the rules of a protocol refuse by field. */
export function readProtocolForm(typed: TypedProtocol, candidates: number): PaperProtocol {
  const [signatures, issued, cast, valid, invalid] = protocolSums.map((field) =>
    wholeNumber(typed[field]),
  ) as [number, number, number, number, number];
  return {
    signatures,
    issued,
    cast,
    valid,
    invalid,
    votes: Array.from({ length: candidates }, (_, at) => wholeNumber(typed[`v${at}`])),
  };
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

  @ApiProperty({ type: [Number], description: 'In the published order of the ballot' })
  readonly votes!: number[];
}

/** Reads a protocol from JSON; whatever is not a number is refused by the rules of a protocol. */
export function readProtocolJson(body: unknown): PaperProtocol {
  const plain = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
  const votes = Array.isArray(plain['votes']) ? (plain['votes'] as unknown[]) : [];
  return {
    signatures: number(plain['signatures']),
    issued: number(plain['issued']),
    cast: number(plain['cast']),
    valid: number(plain['valid']),
    invalid: number(plain['invalid']),
    votes: votes.map(number),
  };
}

function wholeNumber(value: unknown): number {
  const text = typeof value === 'string' ? value.replaceAll(/[\s\u00a0]/g, '') : '';
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}
