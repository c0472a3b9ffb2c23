import { HttpException } from '@nestjs/common';

/** The ballot box, which is a program of its own here, cannot be reached: 503. */
export class BoxAway extends HttpException {
  constructor(cause: unknown) {
    super({ error: { kind: 'box-away' } }, 503, { cause });
  }
}
