import { HttpException } from '@nestjs/common';

/** There is more to do than can be done soon: 503, and in how many seconds to try again. */
export class TooBusy extends HttpException {
  constructor(readonly seconds: number) {
    super({ error: { kind: 'overloaded', seconds } }, 503);
  }
}
