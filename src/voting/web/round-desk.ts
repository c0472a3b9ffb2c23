import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Desks } from '../../primary/index.js';
import { countPaths } from './count-paths.js';

/** The way from a commission's desk to its rounds. */
@Injectable()
export class RoundDesk implements OnModuleInit {
  constructor(private readonly desks: Desks) {}

  onModuleInit(): void {
    this.desks.add('commission', (_, t) =>
      Promise.resolve([
        { label: t('voting-count.list.title'), href: countPaths.rounds, note: '', waits: false },
      ]),
    );
  }
}
