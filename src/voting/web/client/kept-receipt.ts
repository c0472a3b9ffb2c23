import { fromBase64, fromHex, inBase64, inHex } from './bytes.js';
import type { SignedHead } from './log-check.js';

/** What a voter keeps: that the ballot was taken, with which key it was signed, and the head seen when voting. */
export interface KeptReceipt {
  readonly round: string;
  /** Hexadecimal. */
  readonly serial: string;
  /** Hexadecimal. */
  readonly leafHash: string;
  /** Base64. */
  readonly signature: string;
  /** The public key of tree heads and receipts, hexadecimal. */
  readonly key: string;
  /** The newest head of the box that the device saw when voting; null when there was none yet. */
  readonly head: SignedHead | null;
}

/** The receipt as lines that can be read, printed, typed and pasted. */
export function receiptText({
  round,
  serial,
  leafHash,
  signature,
  key,
  head,
}: KeptReceipt): string {
  return [
    'irikteu-receipt/1',
    `round ${round}`,
    `serial ${serial}`,
    `leaf ${leafHash}`,
    `signature ${signature}`,
    `key ${key}`,
    ...(head ? [`head ${head.size} ${head.root} ${head.at} ${head.signature}`] : []),
  ].join('\n');
}

/**
 * The receipt for an address, after its `#`: `1.` and base64url of round (16 bytes), serial (32), leaf hash (32),
 * signature (64), key (32) and, if there is a head, its size (6), time in milliseconds (6), root (32) and signature (64).
 * What stands after `#` never leaves the device.
 */
export function receiptFragment(receipt: KeptReceipt): string {
  const { head } = receipt;
  const parts = [
    fromHex(receipt.round.replaceAll('-', '')),
    fromHex(receipt.serial),
    fromHex(receipt.leafHash),
    fromBase64(receipt.signature),
    fromHex(receipt.key),
    ...(head
      ? [
          number48(head.size),
          number48(Date.parse(head.at)),
          fromHex(head.root),
          fromBase64(head.signature),
        ]
      : []),
  ];
  const url = inBase64(Uint8Array.from(parts.flatMap((part) => [...part])));
  return `1.${url.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The receipt in what was typed, pasted or scanned: its lines, or an address with its fragment; null when there is none. */
export function readReceipt(typed: string): KeptReceipt | null {
  const fragment = /(?:^|#)1\.([\w-]+)\s*$/.exec(typed.trim());
  return fragment?.[1] === undefined ? readLines(typed) : readFragment(fromBase64(fragment[1]));
}

const plainBytes = 176;
const withHeadBytes = 284;

function readFragment(bytes: Uint8Array): KeptReceipt | null {
  if (bytes.length !== plainBytes && bytes.length !== withHeadBytes) return null;
  const hex = (from: number, to: number): string => inHex(bytes.subarray(from, to));
  const round = roundText(hex(0, 16));
  const number = (from: number): number => parseInt(hex(from, from + 6), 16);
  return {
    round,
    serial: hex(16, 48),
    leafHash: hex(48, 80),
    signature: inBase64(bytes.subarray(80, 144)),
    key: hex(144, 176),
    head:
      bytes.length === plainBytes
        ? null
        : {
            log: `box/${round}`,
            size: number(176),
            at: new Date(number(182)).toISOString(),
            root: hex(188, 220),
            signature: inBase64(bytes.subarray(220, 284)),
          },
  };
}

function readLines(typed: string): KeptReceipt | null {
  const text = typed.replace(/[\s:=]+/g, ' ');
  const find = (name: string, shape: string): string | undefined =>
    new RegExp(`(?:^| )${name} (${shape})(?= |$)`, 'i').exec(text)?.[1];
  const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
  const [round, serial, leafHash, key] = [
    find('round', id),
    find('serial', hash),
    find('leaf', hash),
    find('key', hash),
  ].map((found) => found?.toLowerCase());
  const signature = padded(find('signature', base64));
  if (!round || !serial || !leafHash || !key || !signature) return null;
  return { round, serial, leafHash, key, signature, head: readHead(text, round) };
}

const hash = '[0-9a-f]{64}';
const base64 = '[A-Za-z0-9+/]{86}';

function readHead(text: string, round: string): SignedHead | null {
  // The colons of the time were made spaces above, like those that people type after a name.
  const shape = `head (\\d{1,12}) (${hash}) (\\d{4}-\\d\\d-\\d\\dT\\d\\d) (\\d\\d) (\\d\\d\\.\\d{3}Z) (${base64})`;
  const [, size, root = '', hours = '', minutes = '', seconds = '', signature] =
    new RegExp(shape, 'i').exec(text) ?? [];
  if (size === undefined) return null;
  return {
    log: `box/${round}`,
    size: Number(size),
    root: root.toLowerCase(),
    at: [hours, minutes, seconds].join(':').toUpperCase(),
    signature: padded(signature) ?? '',
  };
}

/** 64 bytes in base64 end with two signs of padding, which may have been lost or taken for a separator. */
function padded(signature: string | undefined): string | undefined {
  return signature && `${signature}==`;
}

function roundText(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function number48(number: number): Uint8Array {
  return fromHex(number.toString(16).padStart(12, '0'));
}
