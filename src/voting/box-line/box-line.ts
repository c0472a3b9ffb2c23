import { second } from '../../kernel/clock.js';
import { BoxAway } from '../../platform/web/index.js';
import {
  messageBytes,
  type BoxMessage,
  type HeadLine,
  type LogAnswer,
  type LogQuestion,
  type OrderAnswer,
  type RoundOrder,
} from './messages.js';

/** Where a box listens to its register. */
export const boxLinePath = 'api/box-line';

/** A closing seals what waits before it answers. */
const longest = 60 * second;

/** The register's line to a ballot box that is a program of its own: signed messages, answered over HTTP. */
export class BoxLine {
  constructor(
    private readonly url: string,
    private readonly sign: (bytes: Buffer) => Buffer,
  ) {}

  /** Gives an order; answers the final head where it ends the round. Throws `BoxAway` when the box cannot be reached. */
  async order(order: RoundOrder): Promise<HeadLine | null> {
    const { head } = (await this.send(order)) as OrderAnswer;
    return head;
  }

  /** Asks for the log from a leaf on. Throws `BoxAway` when the box cannot be reached. */
  async log(question: LogQuestion): Promise<LogAnswer> {
    return (await this.send(question)) as LogAnswer;
  }

  private async send(message: BoxMessage): Promise<unknown> {
    const signature = this.sign(messageBytes(message)).toString('base64');
    const reply = await fetch(`${this.url}/${boxLinePath}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ message, signature }),
      signal: AbortSignal.timeout(longest),
    }).catch((error: unknown) => {
      throw new BoxAway(error);
    });
    if (reply.status >= 500) throw new BoxAway(`answered with ${reply.status}`);
    const answer = await reply.json();
    if (!reply.ok) throw new Error(`The box refuses: ${JSON.stringify(answer)}`);
    return answer;
  }
}
