import { ApiProperty } from '@nestjs/swagger';
import { ed25519Key, type TreeHead } from '../ledger/index.js';
import type { InclusionProof } from './public-logs.js';

export class HeadAnswer {
  @ApiProperty({ description: '`ledger`, or `box/<round>`.' })
  readonly log!: string;

  @ApiProperty({ description: 'How many leaves the log has.' })
  readonly size!: number;

  @ApiProperty({ description: 'The root of the tree (RFC 9162, 2.1.1), hexadecimal.' })
  readonly root!: string;

  @ApiProperty({ description: 'When it was signed, ISO 8601 in UTC with milliseconds.' })
  readonly at!: string;

  @ApiProperty({
    description:
      'Ed25519 over `irikteu/tree-head/2\\n<log>\\n<size>\\n<root>\\n<at>`, base64; a head of version 1 has no line of the log.',
  })
  readonly signature!: string;

  @ApiProperty({ enum: [1, 2], description: 'The version of the signed message.' })
  readonly version!: number;
}

export class HeadsAnswer {
  @ApiProperty({ type: [HeadAnswer], description: 'Smallest first.' })
  readonly heads!: readonly HeadAnswer[];

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The `from` of the next page; null after the last.',
  })
  readonly next!: number | null;
}

export class NewestHeadAnswer {
  @ApiProperty({ type: HeadAnswer, nullable: true, description: 'Null as long as none is signed.' })
  readonly head!: HeadAnswer | null;
}

export class InclusionAnswer {
  @ApiProperty({ description: 'The place of the leaf in the log, from 0.' })
  readonly index!: number;

  @ApiProperty({ description: 'The size of the tree that the proof leads to.' })
  readonly size!: number;

  @ApiProperty({
    type: [String],
    description: 'The hashes of the proof (RFC 9162, 2.1.3.1), lowest first, hexadecimal.',
  })
  readonly proof!: readonly string[];
}

export class ConsistencyAnswer {
  @ApiProperty()
  readonly from!: number;

  @ApiProperty()
  readonly to!: number;

  @ApiProperty({
    type: [String],
    description: 'The hashes of the proof (RFC 9162, 2.1.4.1), hexadecimal.',
  })
  readonly proof!: readonly string[];
}

export class EntriesAnswer {
  @ApiProperty({ description: 'The place of the first entry.' })
  readonly from!: number;

  @ApiProperty({ description: 'The place after the last entry: where to go on.' })
  readonly to!: number;

  @ApiProperty({ type: [String], description: 'The bytes that each leaf hash covers, base64.' })
  readonly entries!: readonly string[];
}

export class KeyAnswer {
  @ApiProperty({ enum: ['Ed25519'] })
  readonly algorithm!: string;

  @ApiProperty({ description: 'The 32 bytes of the public key (RFC 8032), hexadecimal.' })
  readonly key!: string;

  @ApiProperty({ description: 'The same as SubjectPublicKeyInfo, base64.' })
  readonly spki!: string;
}

/** From the 32 bytes of a public key of Ed25519. */
export function keyAnswer(raw: Buffer): KeyAnswer {
  return {
    algorithm: 'Ed25519',
    key: raw.toString('hex'),
    spki: ed25519Key(raw).export({ format: 'der', type: 'spki' }).toString('base64'),
  };
}

export function headAnswer({ log, size, root, at, signature, version }: TreeHead): HeadAnswer {
  return {
    log,
    size,
    root: root.toString('hex'),
    at: at.toISOString(),
    signature: signature.toString('base64'),
    version,
  };
}

export function inclusionAnswer({ index, size, proof }: InclusionProof): InclusionAnswer {
  return { index, size, proof: inHex(proof) };
}

export function inHex(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString('hex'));
}
