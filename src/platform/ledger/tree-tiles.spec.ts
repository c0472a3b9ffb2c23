import fc from 'fast-check';
import { inclusionRanges } from './merkle-proofs.js';
import { isIncluded, leafHash, merkleRoot } from './merkle-tree.js';
import { grow, hashOfRange, openTiles, tilesFor, type Tile } from './tree-tiles.js';

const leaves = Array.from({ length: 70_000 }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));

/** A store of tiles as the database keeps them: what is written again replaces what was there. */
class Shelf {
  private readonly tiles = new Map<string, Tile>();
  size = 0;

  add(more: readonly Buffer[]): void {
    const open = this.read(openTiles(this.size));
    for (const tile of grow(open, this.size, more)) {
      const key = `${tile.level}/${tile.position}`;
      const before = this.tiles.get(key);
      if (before && !tile.hashes.subarray(0, before.hashes.length).equals(before.hashes))
        throw new Error('a tile lost what was in it');
      this.tiles.set(key, tile);
    }
    this.size += more.length;
  }

  read(places: ReturnType<typeof tilesFor>): Tile[] {
    return places.map(({ level, position }) => {
      const tile = this.tiles.get(`${level}/${position}`);
      if (!tile) throw new Error(`no tile ${level}/${position}`);
      return tile;
    });
  }

  root(size: number): Buffer {
    const whole = { start: 0, end: size };
    return hashOfRange(this.read(tilesFor([whole])), whole);
  }
}

describe('a tree kept in tiles', () => {
  it('has the root of RFC 9162, however it grew', () => {
    const portions = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(portions, (sizes) => {
        const shelf = new Shelf();
        for (const size of sizes) shelf.add(leaves.slice(shelf.size, shelf.size + size));
        expect(shelf.root(shelf.size)).toEqual(merkleRoot(leaves.slice(0, shelf.size)));
      }),
      { numRuns: 60 },
    );
  });

  describe('of 70,000 leaves', () => {
    const shelf = new Shelf();
    for (let at = 0; at < leaves.length; at += 9_999) shelf.add(leaves.slice(at, at + 9_999));

    it.each([1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000, 70_000])(
      'still knows its root at %i',
      (size) => {
        expect(shelf.root(size)).toEqual(merkleRoot(leaves.slice(0, size)));
      },
    );

    it('answers a proof from a handful of tiles', () => {
      const sizes = fc.integer({ min: 1, max: leaves.length });
      fc.assert(
        fc.property(sizes, fc.nat(), (size, chance) => {
          const index = chance % size;
          const ranges = inclusionRanges(index, size);
          const places = tilesFor(ranges);
          expect(places.length).toBeLessThanOrEqual(5);
          const proof = ranges.map((range) => hashOfRange(shelf.read(places), range));
          const leaf = leaves[index]!;
          expect(isIncluded({ index, size, leafHash: leaf, root: shelf.root(size), proof })).toBe(
            true,
          );
        }),
      );
    });
  });
});
