import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/identity/index.js';
import type { Translate } from '../../platform/web/index.js';

/** Where somebody begins the day: a commission, party control, a candidate. */
export type Desk = 'commission' | 'control' | 'my';

/** A room on somebody's desk: what it is, where it is, and how things stand there. */
export interface DeskLine {
  readonly label: string;
  readonly href: string;
  readonly note: string;
  /** Something there waits for the reader. */
  readonly waits: boolean;
}

type DeskSource = (actor: Actor, t: Translate) => Promise<readonly DeskLine[]>;

/** Where the modules say what waits for whom. They know this one, not the reverse. */
@Injectable()
export class Desks {
  private readonly sources: { readonly desk: Desk; readonly source: DeskSource }[] = [];

  add(desk: Desk, source: DeskSource): void {
    this.sources.push({ desk, source });
  }

  async lines(desk: Desk, actor: Actor, t: Translate): Promise<DeskLine[]> {
    const wanted = this.sources.filter((one) => one.desk === desk);
    const lines = await Promise.all(wanted.map(({ source }) => source(actor, t)));
    return lines.flat();
  }
}
