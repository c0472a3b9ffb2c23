import { assert, defined } from '../../kernel/assert.js';
import { completeSubtrees, type LeafRange, type Subtree } from './merkle-proofs.js';
import { nodeHash, rootOfPeaks } from './merkle-tree.js';

/**
 * How a tree is kept: in tiles of up to 256 hashes, as in the tiled logs of Certificate Transparency. A tile of level 0
 * holds leaf hashes; one of level `n` holds the roots of full tiles below it, thus of subtrees of `256^n` leaves. Only the
 * last tile of a level is not full, and it only ever grows.
 */
export interface Tile {
  readonly level: number;
  /** The place among the tiles of the level, from 0. */
  readonly position: number;
  /** 1 to 256 hashes of 32 bytes, one after the other. */
  readonly hashes: Buffer;
}

export type TilePlace = Pick<Tile, 'level' | 'position'>;

const tileHeight = 8;
const tileWidth = 2 ** tileHeight;
const hashBytes = 32;

/** Where the tiles are that a tree of `size` leaves has not filled yet, lowest first. */
export function openTiles(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let [level, count] = [0, size]; count > 0; level++, count = Math.floor(count / tileWidth)) {
    if (count % tileWidth !== 0) places.push({ level, position: Math.floor(count / tileWidth) });
  }
  return places;
}

/** The tiles that change when leaves are added to a tree whose open tiles are given, as they stand afterwards. */
export function grow(open: readonly Tile[], size: number, leaves: readonly Uint8Array[]): Tile[] {
  const changed: Tile[] = [];
  let [added, count] = [leaves, size];
  for (let level = 0; added.length > 0; level++) {
    const begun = open.find((tile) => tile.level === level);
    const tiles = tilesOf(level, Math.floor(count / tileWidth), [
      ...(begun ? [begun.hashes] : []),
      ...added,
    ]);
    changed.push(...tiles);
    added = tiles.filter(isFull).map(rootOfTile);
    count = Math.floor(count / tileWidth);
  }
  return changed;
}

function tilesOf(level: number, first: number, hashes: readonly Uint8Array[]): Tile[] {
  const bytes = Buffer.concat(hashes);
  const tileBytes = tileWidth * hashBytes;
  return Array.from({ length: Math.ceil(bytes.length / tileBytes) }, (_, at) => ({
    level,
    position: first + at,
    hashes: bytes.subarray(at * tileBytes, (at + 1) * tileBytes),
  }));
}

function isFull({ hashes }: Tile): boolean {
  return hashes.length === tileWidth * hashBytes;
}

function rootOfTile({ hashes }: Tile): Buffer {
  return rootOfComplete(hashes);
}

/** The root over a power of two of hashes that stand one after the other. */
function rootOfComplete(hashes: Buffer): Buffer {
  if (hashes.length === hashBytes) return hashes;
  const middle = hashes.length / 2;
  return nodeHash(
    rootOfComplete(hashes.subarray(0, middle)),
    rootOfComplete(hashes.subarray(middle)),
  );
}

/** The tiles in which the hashes of some ranges of a tree are found. */
export function tilesFor(ranges: readonly LeafRange[]): TilePlace[] {
  const places = new Map(
    ranges
      .flatMap(completeSubtrees)
      .map(placeOf)
      .map((place) => [keyOf(place), place]),
  );
  return [...places.values()];
}

/** The hash of a range of a tree (RFC 9162, 2.1.1), read from the tiles that `tilesFor` names. */
export function hashOfRange(tiles: readonly Tile[], range: LeafRange): Buffer {
  const byPlace = new Map(tiles.map((tile) => [keyOf(tile), tile]));
  return rootOfPeaks(
    completeSubtrees(range).map((subtree) => {
      const tile = defined(byPlace.get(keyOf(placeOf(subtree))), 'the tile of a subtree');
      return hashInTile(tile, subtree);
    }),
  );
}

/** The tile in which the hash of a complete subtree stands, or those that it is computed from. */
function placeOf({ height, position }: Subtree): TilePlace {
  const level = Math.floor(height / tileHeight);
  const inTile = 2 ** (height - level * tileHeight);
  return { level, position: Math.floor((position * inTile) / tileWidth) };
}

function hashInTile({ level, hashes }: Tile, { height, position }: Subtree): Buffer {
  const width = 2 ** (height - level * tileHeight);
  const start = ((position * width) % tileWidth) * hashBytes;
  const found = hashes.subarray(start, start + width * hashBytes);
  assert(found.length === width * hashBytes, 'a tile holds the hashes of the tree it belongs to');
  return rootOfComplete(found);
}

function keyOf({ level, position }: TilePlace): string {
  return `${level}/${position}`;
}
