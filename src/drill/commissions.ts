import { JwtService } from '@nestjs/jwt';
import { setTimeout as pause } from 'node:timers/promises';
import type { RoundId } from '../kernel/ids.js';
import { commissionOf } from '../demo/applications.js';
import { eachOf } from '../demo/expect.js';
import type { Staff } from '../demo/staff.js';
import { accessTokens, type Actor } from '../platform/identity/index.js';
import type { Round } from '../voting/index.js';
import { withClient } from './electorate.js';
import { Http } from './voters/http.js';

/** What the commissions do while the server runs: over the JSON API of their console, each with a session of its own. */
export class Commissions {
  private readonly http: Http;
  private readonly jwt: JwtService;

  constructor(
    url: string,
    secret: string,
    private readonly databaseUrl: string,
    private readonly staff: Staff,
  ) {
    this.http = new Http(url, 8);
    this.jwt = new JwtService(accessTokens(secret));
  }

  async pause(rounds: readonly Round[]): Promise<void> {
    const reason = 'Өңірде байланыс үзілді; қалпына келгенше дауыс беру тоқтатылды.';
    await eachOf(rounds, 4, (round) => this.step(round, 'pause', { reason }));
  }

  async resume(rounds: readonly Round[]): Promise<void> {
    const reason = 'Байланыс қалпына келтірілді.';
    await eachOf(rounds, 4, (round) => this.step(round, 'resumption', { reason }));
  }

  async extend(rounds: readonly Round[], closesAt: Date): Promise<void> {
    const reason = 'Дауыс берушілер әлі кезекте тұр; ешкім дауысынан айырылмауға тиіс.';
    const astana = new Date(closesAt.getTime() + 5 * 3_600_000).toISOString().slice(0, 19);
    await eachOf(rounds, 8, (round) => this.step(round, 'extension', { closesAt: astana, reason }));
  }

  /** Signs the protocol of a counted round, as many members as are needed, and publishes the result. */
  async signAndPublish(round: Round): Promise<void> {
    const { chair, members } = commissionOf(this.staff, round.unit);
    const { hash } = (await this.ask('GET', round.id, '', {}, chair)) as { hash: string };
    for (const member of members.slice(0, 3)) await this.step(round, 'signature', { hash }, member);
    await this.step(round, 'publication', {}, chair);
  }

  /** A trustee gives a share of the ballot key; `accepted`, or the kind of the refusal. */
  async giveShare(round: RoundId, share: Uint8Array, trustee: Actor): Promise<string> {
    const body = JSON.stringify({ share: Buffer.from(share).toString('base64') });
    const path = `/api/rounds/${round}/shares`;
    const answer = await this.http.send('POST', path, body, await this.bearerOf(trustee));
    if (answer.status === 200) return 'accepted';
    const { error } = JSON.parse(answer.body) as { error?: { kind: string } };
    return error?.kind ?? `status ${answer.status}`;
  }

  /** What everybody may read of a round. */
  async published(id: RoundId): Promise<unknown> {
    const answer = await this.http.send('GET', `/api/rounds/${id}`);
    return JSON.parse(answer.body);
  }

  close(): void {
    this.http.close();
  }

  private async step(
    round: Round,
    step: string,
    body: object,
    actor = commissionOf(this.staff, round.unit).chair,
  ): Promise<void> {
    await this.ask('POST', round.id, `/${step}`, body, actor);
  }

  /** Tries for half a minute, since the server may just be down; what is refused ends the drill. */
  private async ask(
    method: 'GET' | 'POST',
    round: RoundId,
    path: string,
    body: object,
    actor: Actor,
  ): Promise<unknown> {
    const address = `/api/commission/rounds/${round}${path}`;
    const bearer = await this.bearerOf(actor);
    for (let tries = 0; ; tries++) {
      const text = method === 'POST' ? JSON.stringify(body) : '';
      const answer = await this.http.send(method, address, text, bearer).catch(() => null);
      if (answer && answer.status < 300) return answer.body ? JSON.parse(answer.body) : null;
      if (tries === 60 || (answer && answer.status < 500 && answer.status !== 429))
        throw new Error(
          `${address} was refused: ${answer?.status ?? 'no answer'} ${answer?.body ?? ''}`,
        );
      await pause(500);
    }
  }

  private readonly sessions = new Map<string, string>();

  private async bearerOf({ accountId }: Actor): Promise<string> {
    const known = this.sessions.get(accountId);
    const session = known ?? (await this.openSession(accountId));
    this.sessions.set(accountId, session);
    return this.jwt.sign({ sub: accountId, sid: session });
  }

  private async openSession(account: string): Promise<string> {
    return await withClient(this.databaseUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO identity_session (id, account_id, started_at, expires_at)
         VALUES (gen_random_uuid(), $1, now(), now() + interval '1 day') RETURNING id`,
        [account],
      );
      return rows[0]?.id ?? '';
    });
  }
}
