import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { defined } from '../../kernel/assert.js';
import { chanceOf, type Chance } from '../../demo/chance.js';
import { requestTokens } from '../../voting/index.js';
import { actBytes, outcome, outcomeBytes } from './acts.js';
import { Devices, type Envelope, type Voter } from './devices.js';
import { Http } from './http.js';
import type { LateBallots, News, VotersSettings, VotersSummary } from './messages.js';
import { PollingRound, type BallotFormAnswer } from './polling-round.js';

interface Act extends Voter {
  readonly index: number;
  readonly round: number;
}

interface Waiting {
  readonly act: Act;
  readonly envelope: Envelope;
}

/** So long before and after the closing the last ballots are sent. */
const aroundClosing = 1_500;
/** How many try at a closed door, a round. */
const triesARound = 5;

/** All voters of the drill: who comes when, what they try, and how it ended for each. */
export class Crowd {
  private readonly devices: Devices;
  private readonly http: Http;
  private readonly outcomes: Buffer;
  private readonly order: Uint32Array;
  private readonly chance: Chance;
  private readonly waiting: Waiting[] = [];
  private polling: PollingRound[] = [];
  private next = 0;
  private done = 0;
  private started = 0;
  private seconds = 0;
  private late: LateBallots = { accepted: 0, refused: 0, lastAccepted: 0, firstRefused: 0 };

  private constructor(
    private readonly settings: VotersSettings,
    private readonly acts: Buffer,
    private readonly tell: (news: News) => void,
  ) {
    this.chance = chanceOf(settings.seed, 'voters');
    this.http = new Http(settings.url, settings.connections);
    this.devices = new Devices(this.http, settings);
    this.outcomes = Buffer.alloc(this.size * outcomeBytes);
    this.order = shuffledOrder(this.size, this.chance);
  }

  static async of(settings: VotersSettings, tell: (news: News) => void): Promise<Crowd> {
    return new Crowd(settings, await readFile(settings.actsFile), tell);
  }

  get size(): number {
    return this.acts.length / actBytes;
  }

  /** Before the opening: everybody who tries is told that the round is not open. */
  async knock(): Promise<void> {
    for (const act of this.some(triesARound)) {
      const id = defined(this.settings.rounds[act.round], 'a round');
      const answer = await this.devices.authorise(act, { id }, randomBytes(256));
      const kind = 'refused' in answer ? answer.refused : 'accepted';
      this.devices.expect('before the opening', kind, 'round-not-open');
    }
    this.report();
  }

  /** Everybody votes. A hundredth, and six a round at least, asks for the right first and keeps the ballot for the last moment. */
  async vote(): Promise<void> {
    this.polling = await Promise.all(
      this.settings.rounds.map(async (id) => {
        const answer = await this.http.send('GET', `/api/rounds/${id}/ballot-form`);
        return new PollingRound(JSON.parse(answer.body) as BallotFormAnswer, this.chance);
      }),
    );
    this.started = performance.now();
    const late = Math.max(6 * this.polling.length, Math.ceil(this.size / 100));
    const reporting = setInterval(() => {
      this.tell({ kind: 'progress', done: this.done, of: this.size - late });
    }, 200);
    await this.together(late, (act) => this.prepareLate(act));
    await this.together(this.size, (act) => this.voteOnce(act));
    this.seconds = (performance.now() - this.started) / 1_000;
    clearInterval(reporting);
    this.tell({ kind: 'voted' });
  }

  /** While rounds are paused: asking and casting are refused, each with the reason. */
  async tryWhilePaused(rounds: readonly number[]): Promise<void> {
    for (const at of rounds) {
      const round = this.roundAt(at);
      const asking = this.remaining(at, triesARound);
      for (const act of asking) {
        const [unsigned] = requestTokens(round.key, round.id, 1);
        const answer = await this.devices.authorise(
          act,
          round,
          defined(unsigned, 'a token').blinded,
        );
        const kind = 'refused' in answer ? answer.refused : 'accepted';
        this.devices.expect('asking while paused', kind, 'round-paused');
      }
      const casting = this.waiting.filter(({ act }) => act.round === at).slice(0, triesARound);
      for (const { envelope } of casting)
        this.devices.expect(
          'casting while paused',
          await this.devices.cast(envelope),
          'round-paused',
        );
    }
    this.report();
  }

  /** The last ballots, spread over the seconds around the closing. None sent after it may be accepted. */
  async castAround(closing: number): Promise<void> {
    const answered = await Promise.all(
      this.waiting.map(async ({ act, envelope }) => {
        const at = closing - aroundClosing + this.chance.below(2 * aroundClosing);
        await pause(Math.max(0, at - Date.now()));
        const sent = Date.now();
        const answer = await this.devices.cast(envelope);
        this.settle(act, answer, envelope);
        if (answer === 'accepted' && sent >= closing)
          this.devices.fault(`a ballot sent ${sent - closing} ms after the closing was accepted`);
        if (answer !== 'accepted')
          this.devices.expect('around the closing', answer, 'round-closed');
        return { answer, sent, came: Date.now() };
      }),
    );
    const accepted = answered.filter(({ answer }) => answer === 'accepted');
    const refused = answered.filter(({ answer }) => answer !== 'accepted');
    this.late = {
      accepted: accepted.length,
      refused: refused.length,
      lastAccepted: closing - Math.max(...accepted.map(({ sent }) => sent), 0),
      firstRefused: Math.min(...refused.map(({ came }) => came)) - closing,
    };
    this.tell({ kind: 'closed' });
  }

  async end(): Promise<void> {
    await writeFile(this.settings.outcomesFile, this.outcomes);
    this.http.close();
    this.tell({ kind: 'summary', ...this.summary() });
  }

  private summary(): VotersSummary {
    const { answers, faults, receiptsVerified } = this.devices;
    return {
      rounds: this.polling.map(({ accepted, votes }) => ({ accepted, votes: Array.from(votes) })),
      answers,
      faults,
      receiptsVerified,
      speeds: { seconds: this.seconds, ...this.devices.latencies() },
      late: this.late,
    };
  }

  private async voteOnce(act: Act): Promise<void> {
    const envelope = await this.authorised(act);
    if (!envelope) return;
    const answer = await this.persist(() => this.devices.cast(envelope));
    this.settle(act, answer, envelope);
    this.done++;
    if (act.index % misbehavesOneIn(this.size) === 0) await this.misbehave(act, envelope);
  }

  private async prepareLate(act: Act): Promise<void> {
    const envelope = await this.authorised(act);
    if (envelope) this.waiting.push({ act, envelope });
  }

  /** The device asks until it has the right to vote, and seals the choice; null when the vote ended here. */
  private async authorised(act: Act): Promise<Envelope | null> {
    const round = this.roundAt(act.round);
    const unsigned = round.takeToken();
    let signature: Buffer | undefined;
    const refused = await this.persist(async () => {
      const answer = await this.devices.authorise(act, round, unsigned.blinded);
      if ('refused' in answer) return answer.refused;
      signature = answer.signature;
      return 'accepted';
    });
    if (signature) return this.devices.seal(round, unsigned, signature, round.choose());
    this.settle(act, refused);
    return null;
  }

  /** Comes again as long as the round is paused, as a voter would. */
  private async persist(attempt: () => Promise<string>): Promise<string> {
    for (;;) {
      const answer = await attempt();
      if (answer !== 'round-paused') return answer;
      this.devices.note('told that the round is paused, came again');
      await pause(200 + Math.random() * 300);
    }
  }

  private settle(act: Act, answer: string, envelope?: Envelope): void {
    const at = act.index * outcomeBytes;
    if (answer === 'accepted' && envelope) {
      this.outcomes[at] = outcome.accepted;
      envelope.leafHash.copy(this.outcomes, at + 1);
      envelope.round.remember(envelope.choice);
    } else if (answer === 'round-closed') this.outcomes[at] = outcome.late;
    else this.devices.fault(`a voter was refused: ${answer}`);
  }

  /** What a broken or dishonest device would try after its vote: all of it is refused, and the ballot sent again is the same. */
  private async misbehave(act: Act, envelope: Envelope): Promise<void> {
    const { round, token } = envelope;
    const [second] = requestTokens(round.key, round.id, 1);
    const again = await this.devices.authorise(act, round, defined(second, 'a token').blinded);
    const kind = 'refused' in again ? again.refused : 'accepted';
    this.devices.expect('asking twice', kind, 'already-authorised');
    this.devices.expect('the same ballot twice', await this.devices.cast(envelope), 'accepted');
    const other = round.envelope(token, differentFrom(envelope.choice, round));
    this.devices.expect(
      'another ballot under the same serial',
      await this.devices.cast({ round, ...other }),
      'serial-used',
    );
    if (this.polling.length < 4) return;
    const abroad = this.roundAt((act.round + 1) % this.polling.length);
    const [foreign] = requestTokens(abroad.key, abroad.id, 1);
    const strange = await this.devices.authorise(act, abroad, defined(foreign, 'a token').blinded);
    const told = 'refused' in strange ? strange.refused : 'accepted';
    this.devices.expect('asking in a round of another region', told, 'not-on-roll');
  }

  /** Works on the voters up to a place in the order, with as many devices at a time as the hour has. */
  private async together(until: number, work: (act: Act) => Promise<void>): Promise<void> {
    let running = 0;
    await new Promise<void>((finish, fail) => {
      const start = (): void => {
        while (running < this.crowdNow() && this.next < until) {
          running++;
          work(this.actAt(this.next++)).then(ended, fail);
        }
        if (running === 0) finish();
      };
      const ended = (): void => {
        running--;
        start();
      };
      start();
    });
  }

  /** Everybody comes in the first hour, a third during the day, and many again before the end. */
  private crowdNow(): number {
    const share = this.next / this.size;
    const { connections } = this.settings;
    return share < 0.3 || share > 0.9 ? connections : Math.ceil(connections / 3);
  }

  private actAt(place: number): Act {
    const index = defined(this.order[place], 'a voter');
    const from = index * actBytes;
    return {
      index,
      account: this.acts.subarray(from, from + 16),
      session: this.acts.subarray(from + 16, from + 32),
      round: this.acts.readUInt16BE(from + 32),
    };
  }

  /** A few voters, whoever they are. */
  private some(count: number): Act[] {
    return Array.from({ length: Math.min(count, this.size) }, (_, at) =>
      this.actAt(this.size - 1 - at),
    );
  }

  /** A few voters of a round who have not come yet. */
  private remaining(round: number, count: number): Act[] {
    const found: Act[] = [];
    for (let place = this.size - 1; place >= this.next && found.length < count; place--) {
      const act = this.actAt(place);
      if (act.round === round) found.push(act);
    }
    return found;
  }

  private roundAt(place: number): PollingRound {
    return defined(this.polling[place], 'a round');
  }

  private report(): void {
    this.tell({ kind: 'tried', answers: this.devices.answers });
  }
}

function misbehavesOneIn(voters: number): number {
  return Math.max(7, Math.ceil(voters / 500));
}

/** A choice that differs from the given one. */
function differentFrom(choice: readonly number[], round: PollingRound): number[] {
  const [first = 0] = choice;
  return [(first + 1) % round.votes.length];
}

function shuffledOrder(size: number, chance: Chance): Uint32Array {
  const order = Uint32Array.from({ length: size }, (_, at) => at);
  for (let last = size - 1; last > 0; last--) {
    const other = chance.below(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}
