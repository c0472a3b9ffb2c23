import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Result } from '../../kernel/result.js';
import { SETTINGS, type Settings } from '../../platform/settings.js';
import type { InterventionRefusal } from '../domain/intervention.js';
import type { FixedPlace, ListInput, Quota } from '../domain/list-input.js';
import type { BuiltList, ListOutcome } from '../domain/list-outcome.js';
import type { Listed, Mandates } from '../domain/mandates.js';
import { withKeptPlaces } from '../domain/succession.js';
import type { FeasibilityAnswer, FeasibilityQuestion } from './answer-feasibility.js';
import { ListThreads, ListWorkTooLong, type ListWatch } from './list-threads.js';

type Intervened = Result<
  { readonly input: ListInput; readonly list: BuiltList },
  readonly InterventionRefusal[]
>;

/** Builds lists outside the event loop, however long it takes; what the time limit cuts short is undecided, never guessed. */
@Injectable()
export class ListBuilder implements OnApplicationShutdown {
  private readonly threads: ListThreads;

  constructor(@Inject(SETTINGS) { listSeconds }: Settings) {
    this.threads = new ListThreads(listSeconds);
  }

  async build(input: ListInput, watch: ListWatch = {}): Promise<ListOutcome> {
    return await this.within<ListOutcome>(
      this.threads.run({ kind: 'build', input }, watch),
      (place) => ({ status: 'undecided', place }),
    );
  }

  /** The next version of a list, in which kept places keep the reasons they had. */
  async rebuild(
    input: ListInput,
    previous: ListOutcome,
    watch: ListWatch = {},
  ): Promise<ListOutcome> {
    return withKeptPlaces(await this.build(input, watch), input, previous);
  }

  async mandates(
    list: readonly Listed[],
    seats: number,
    quotas: readonly Quota[],
  ): Promise<Mandates> {
    return await this.within<Mandates>(
      this.threads.run({ kind: 'mandates', list, seats, quotas }, {}),
      () => ({ kind: 'undecided' }),
    );
  }

  /** The list with one more place given, or every reason against it. */
  async intervene(
    input: ListInput,
    proposed: FixedPlace,
    cap: number,
    watch: ListWatch = {},
  ): Promise<Intervened> {
    return await this.within<Intervened>(
      this.threads.run({ kind: 'intervene', input, proposed, cap }, watch),
      () => ({ ok: false, error: [{ kind: 'undecided' }] }),
    );
  }

  async feasibility(
    question: FeasibilityQuestion,
    watch: ListWatch = {},
  ): Promise<FeasibilityAnswer> {
    return await this.within<FeasibilityAnswer>(
      this.threads.run({ kind: 'feasibility', question }, watch),
      () => ({ status: 'undecided', conflict: [], shortage: [], missing: null, margins: [] }),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    await this.threads.end();
  }

  private async within<Answer>(
    work: Promise<unknown>,
    cutShort: (place: number) => Answer,
  ): Promise<Answer> {
    try {
      return (await work) as Answer;
    } catch (error) {
      if (error instanceof ListWorkTooLong) return cutShort(error.place);
      throw error;
    }
  }
}
