import { createReadStream } from 'node:fs';
import { Controller, Get, NotFoundException, Param, StreamableFile } from '@nestjs/common';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { RateLimit } from '../../platform/web/index.js';
import { bundlePath } from '../../voting/index.js';
import { MakeBundleService } from '../application/make-bundle.service.js';

/** Everything about a published round in one file, for whoever checks it. */
@Public()
@Controller()
export class BundleController {
  constructor(private readonly bundles: MakeBundleService) {}

  @RateLimit(60)
  @Get(bundlePath(':id'))
  async bundle(@Param('id') id: string): Promise<StreamableFile> {
    const made = isId(id) ? await this.bundles.make(id as RoundId) : null;
    if (!made) throw new NotFoundException();
    return new StreamableFile(createReadStream(made.path), {
      type: 'application/zip',
      disposition: `attachment; filename="round-${id}.zip"`,
      length: made.bytes,
    });
  }
}
