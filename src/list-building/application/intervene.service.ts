import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import type { Clock } from '../../kernel/clock.js';
import type { ListId } from '../../kernel/ids.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { CLOCK } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/index.js';
import { actsIn, type Actor } from '../../platform/identity/index.js';
import { Ledger } from '../../platform/ledger/index.js';
import type { FixedPlace } from '../domain/list-input.js';
import type { BuiltList } from '../domain/list-outcome.js';
import { interventionCap } from '../domain/intervention.js';
import type { ListVersionEntity } from '../persistence/list-version.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { documentOf, documentWithFixed, type ListDocument } from './compose-list.js';
import { capOf, ListFactsReader, type ContestFacts } from './list-facts.js';
import { ListBuilder } from './list-builder.js';
import { fullName } from './person-name.js';
import { listOffice, type InterveneRefusal } from './refusal.js';

/** A place the leadership gives: to a candidate, or to somebody who did not stand where the rules allow that. */
export interface ProposedIntervention {
  readonly place: number;
  readonly reason: string;
  readonly person:
    | { readonly kind: 'candidate'; readonly id: string }
    | {
        readonly kind: 'outsider';
        readonly family: string;
        readonly given: string;
        readonly patronymic: string | null;
        /** Groups proved by documents, as the rules name them. */
        readonly groups: readonly string[];
      };
}

@Injectable()
export class InterveneService {
  constructor(
    private readonly database: Database,
    private readonly facts: ListFactsReader,
    private readonly lists: ListRepository,
    private readonly ledger: Ledger,
    private readonly builder: ListBuilder,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives a place under the cap, signed with the actor's name, if every quota still holds; the list is rebuilt around it. */
  async intervene(
    listId: ListId,
    proposed: ProposedIntervention,
    actor: Actor,
  ): Promise<
    Result<{ readonly number: number; readonly version: number }, readonly InterveneRefusal[]>
  > {
    const list = await this.lists.byId(listId);
    const facts = list && (await this.facts.ofContest(list.contestId));
    if (!facts) return refuse([{ kind: 'no-such-list' }]);
    if (!actsIn(actor, facts.contest.territory, listOffice)) {
      return refuse([{ kind: 'outside-your-territory' }]);
    }
    return await this.database.decide(async (tx) => {
      const held = defined(
        await this.lists.holdContest(tx, list.contestId),
        'a list that is there',
      );
      if (held.state === 'filed') return refuse([{ kind: 'already-filed' }]);
      if (held.state !== 'built') return refuse([{ kind: 'not-built' }]);
      const before = defined(
        await this.lists.version(listId, held.version, tx),
        'the newest version of a list',
      );
      const prepared = this.prepare(before, proposed, facts);
      if (!prepared.ok) return prepared;
      const { document, fixed } = prepared.value;
      const spent = await this.spent(tx, listId, document, proposed);
      // The cap of the list as long as it is now: a list that shrank has a smaller one.
      const cap = interventionCap(capOf(facts.body), document.input.places);
      const decided = await this.builder.intervene(document.input, fixed, cap);
      if (!decided.ok) return refuse([...spent, ...decided.error]);
      if (spent.length > 0) return refuse(spent);
      const given = withFixed(document, fixed);
      return accept(
        await this.write(tx, held, before, given, fixed, proposed, decided.value.list, actor),
      );
    });
  }

  /** What an earlier intervention gave away, though its person left since: a signed place is not given twice. */
  private async spent(
    tx: Tx,
    listId: ListId,
    { input }: ListDocument,
    { place, person }: ProposedIntervention,
  ): Promise<InterveneRefusal[]> {
    const signed = await this.lists.interventions(listId, tx);
    const lapsed = signed.filter(
      (one) => !input.fixed.some((fixed) => !fixed.kept && fixed.place === one.place),
    );
    return lapsed.flatMap((one): InterveneRefusal[] => [
      ...(one.place === place
        ? [{ kind: 'place-already-given', candidate: one.candidateId } as const]
        : []),
      ...(person.kind === 'candidate' && one.candidateId === person.id
        ? [{ kind: 'person-already-placed', place: one.place } as const]
        : []),
    ]);
  }

  /** The document with an outsider added, where it is one. */
  private prepare(
    { input }: ListVersionEntity,
    { place, reason, person }: ProposedIntervention,
    { body }: ContestFacts,
  ): Result<{ document: ListDocument; fixed: FixedPlace }, readonly InterveneRefusal[]> {
    const document = movable(documentOf(input));
    const fixed = (candidate: string): FixedPlace => ({ place, candidate, reason: reason.trim() });
    if (person.kind === 'candidate') return accept({ document, fixed: fixed(person.id) });
    if (!body.centralQuota.outsiders) return refuse([{ kind: 'outsiders-not-allowed' }]);
    if (person.family.trim() === '' || person.given.trim() === '') {
      return refuse([{ kind: 'name-missing' }]);
    }
    const id = randomUUID();
    const groups = [...new Set(document.input.quotas.flatMap(({ group }) => group))].filter(
      (union) => union.split('+').some((group) => person.groups.includes(group)),
    );
    return accept({
      document: withOutsider(document, { id, name: fullName(person), groups }),
      fixed: fixed(id),
    });
  }

  private async write(
    tx: Tx,
    list: ListEntity,
    before: ListVersionEntity,
    given: ListDocument,
    fixed: FixedPlace,
    { person }: ProposedIntervention,
    outcome: BuiltList,
    { accountId, name }: Actor,
  ): Promise<{ number: number; version: number }> {
    const version = list.version + 1;
    const number = (await this.lists.interventions(list.id, tx)).length + 1;
    const [listId, signedAt] = [list.id, this.clock.now()];
    if (person.kind === 'outsider') {
      const { family, given: givenName, patronymic, groups } = person;
      await this.lists.addOutsider(tx, {
        id: fixed.candidate,
        listId,
        family,
        given: givenName,
        patronymic,
        groups,
      });
    }
    await this.lists.addIntervention(tx, {
      listId,
      number,
      place: fixed.place,
      candidateId: fixed.candidate,
      reason: fixed.reason,
      authorId: accountId,
      authorName: name,
      signedAt,
    });
    const asVoted = await this.lists.places(listId, list.version, 'as-voted', tx);
    const afterQuotas = await this.lists.places(listId, list.version, 'after-quotas', tx);
    await this.lists.change(tx, listId, { version });
    await this.lists.addVersion(
      tx,
      {
        listId,
        version,
        cause: 'intervention',
        resultHashes: before.resultHashes,
        input: given.text,
        inputHash: given.hash,
        outcome,
        madeBy: accountId,
        madeByName: name,
        madeAt: signedAt,
      },
      {
        'as-voted': asVoted,
        'after-quotas': afterQuotas,
        'after-interventions': outcome.list.map(({ candidate }) => candidate),
      },
    );
    await this.ledger.append(tx, {
      kind: 'list-intervention',
      subject: listId,
      actor: accountId,
      data: { number, place: fixed.place, candidate: fixed.candidate, version, input: given.hash },
    });
    return { number, version };
  }
}

/** Places kept only because others left a column move again when the leadership gives one; what was yielded stays. */
function movable(document: ListDocument): ListDocument {
  const { fixed } = document.input;
  const stays = fixed.filter(({ kept, reason }) => !kept || reason !== '');
  return stays.length === fixed.length ? document : documentWithFixed(document, stays);
}

function withFixed({ text }: ListDocument, fixed: FixedPlace): ListDocument {
  const document = JSON.parse(text) as { fixed: FixedPlace[] };
  return rewritten({ ...document, fixed: [...document.fixed, fixed] });
}

function withOutsider(
  { text }: ListDocument,
  person: { readonly id: string; readonly name: string; readonly groups: readonly string[] },
): ListDocument {
  const document = JSON.parse(text) as { candidates: object[] };
  return rewritten({
    ...document,
    candidates: [...document.candidates, { ...person, outsider: true }],
  });
}

function rewritten(document: object): ListDocument {
  return documentOf(`${JSON.stringify(document, null, 2)}\n`);
}
