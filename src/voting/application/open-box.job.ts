import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { RoundId } from '../../kernel/ids.js';
import { Jobs } from '../../platform/jobs/index.js';
import { OpenBoxService } from './open-box.service.js';
import { openBoxJob } from './round-jobs.js';

/** Opens a box once its key is there, and at the start of a server those whose opening was cut off. */
@Injectable()
export class OpenBoxJob implements OnModuleInit {
  private readonly logger = new Logger('box');

  constructor(
    private readonly jobs: Jobs,
    private readonly boxes: OpenBoxService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: openBoxJob,
      atStart: true,
      work: async ({ round }) => {
        const rounds =
          round === undefined ? await this.boxes.waiting() : [String(round) as RoundId];
        for (const id of rounds) await this.open(id);
      },
    });
  }

  private async open(round: RoundId): Promise<void> {
    const opened = await this.boxes.open(round);
    if (!opened.ok) this.logger.warn({ round, refused: opened.error });
  }
}
