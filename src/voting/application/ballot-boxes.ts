import { Injectable } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/index.js';
import type { TreeHead } from '../../platform/ledger/index.js';
import { BallotRepository } from '../persistence/ballot.repository.js';
import { SealBoxesService } from './seal-boxes.service.js';

/** The ballot boxes as the register holds them: in its own database, or in a program of their own. */
export abstract class BallotBoxes {
  /** Where browsers reach them, if not here. */
  abstract readonly url: string;

  /** The key (Ed25519, 32 bytes) that a box opened now signs with, if that is another program's. */
  abstract readonly key: Buffer | null;

  /** Lets the box know how a round stands in the caller's transaction, before it commits. */
  abstract tell(tx: Tx, round: RoundId): Promise<void>;

  /**
   * Ends a box whose round takes no ballot any more, in the caller's transaction. Answers its final head; every ballot
   * under it is then in this database, in the order of the log.
   */
  abstract end(tx: Tx, round: RoundId): Promise<TreeHead>;

  /** Keeps the logs of open boxes up with what is cast, until the application closes. */
  abstract keepUp(): void;
}

/** Boxes beside the register. */
@Injectable()
export class OwnBoxes extends BallotBoxes {
  readonly url = '';
  readonly key = null;

  constructor(
    private readonly sealing: SealBoxesService,
    private readonly box: BallotRepository,
  ) {
    super();
  }

  /** The box reads the same rows. */
  tell(): Promise<void> {
    return Promise.resolve();
  }

  async end(tx: Tx, round: RoundId): Promise<TreeHead> {
    const head = await this.sealing.sealFinally(tx, round);
    await this.box.rewriteInLogOrder(tx, round);
    return head;
  }

  keepUp(): void {
    this.sealing.keepSealing();
  }
}
