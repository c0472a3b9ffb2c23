import { Injectable } from '@nestjs/common';
import { defined } from '../../kernel/assert.js';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { interventionCap } from '../domain/intervention.js';
import type { FixedPlace } from '../domain/list-input.js';
import type { BuiltList } from '../domain/list-outcome.js';
import type { ListProposalEntity } from '../persistence/list-proposal.entity.js';
import type { ListVersionEntity } from '../persistence/list-version.entity.js';
import type { ListEntity } from '../persistence/list.entity.js';
import { ListRepository } from '../persistence/list.repository.js';
import { documentOf, documentWithFixed, type ListDocument } from './compose-list.js';
import { ListBuilder } from './list-builder.js';
import { capOf, type ContestFacts } from './list-facts.js';
import type { ListWatch } from './list-threads.js';
import { fullName } from './person-name.js';
import type { InterveneRefusal } from './refusal.js';

/** A place that is to be given, and to whom; `outsider` where that person did not stand. */
export type PlaceToGive = Pick<ListProposalEntity, 'place' | 'candidateId' | 'outsider' | 'reason'>;

/** What a list becomes with one more place given. */
export interface GivenPlace {
  readonly before: ListVersionEntity;
  readonly document: ListDocument;
  readonly list: BuiltList;
}

/** Asks whether the leadership may give a place: when it is proposed, and again when it is signed. */
@Injectable()
export class InterventionCheck {
  constructor(
    private readonly lists: ListRepository,
    private readonly builder: ListBuilder,
  ) {}

  /** The list built around the place, under every quota; or every reason against giving it. */
  async of(
    list: ListEntity,
    { body }: ContestFacts,
    give: PlaceToGive,
    watch: ListWatch,
  ): Promise<Result<GivenPlace, readonly InterveneRefusal[]>> {
    if (list.state === 'filed') return refuse([{ kind: 'already-filed' }]);
    if (list.state !== 'built') return refuse([{ kind: 'not-built' }]);
    if (give.outsider && !body.centralQuota.outsiders) {
      return refuse([{ kind: 'outsiders-not-allowed' }]);
    }
    const before = defined(
      await this.lists.version(list.id, list.version),
      'the newest version of a list',
    );
    const document = withOutsider(movable(documentOf(before.input)), give);
    const spent = await this.spent(list, document, give);
    // The cap of the list as long as it is now: a list that shrank has a smaller one.
    const cap = interventionCap(capOf(body), document.input.places);
    const fixed = { place: give.place, candidate: give.candidateId, reason: give.reason };
    const decided = await this.builder.intervene(document.input, fixed, cap, watch);
    if (!decided.ok) return refuse([...spent, ...decided.error]);
    if (spent.length > 0) return refuse(spent);
    return accept({ before, document: withFixed(document, fixed), list: decided.value.list });
  }

  /** What an earlier intervention gave away, though its person left since: a signed place is not given twice. */
  private async spent(
    { id }: ListEntity,
    { input }: ListDocument,
    { place, candidateId }: PlaceToGive,
  ): Promise<InterveneRefusal[]> {
    const signed = await this.lists.interventions(id);
    const lapsed = signed.filter(
      (one) => !input.fixed.some((fixed) => !fixed.kept && fixed.place === one.place),
    );
    return lapsed.flatMap((one): InterveneRefusal[] => [
      ...(one.place === place
        ? [{ kind: 'place-already-given', candidate: one.candidateId } as const]
        : []),
      ...(one.candidateId === candidateId
        ? [{ kind: 'person-already-placed', place: one.place } as const]
        : []),
    ]);
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

/** The document with somebody who did not stand added, where it is one, with the groups the quotas count. */
function withOutsider(
  document: ListDocument,
  { candidateId, outsider }: PlaceToGive,
): ListDocument {
  if (!outsider) return document;
  const unions = new Set(document.input.quotas.flatMap(({ group }) => group));
  const groups = [...unions].filter((union) =>
    union.split('+').some((group) => outsider.groups.includes(group)),
  );
  const { candidates, ...rest } = JSON.parse(document.text) as { candidates: object[] };
  const person = { id: candidateId, name: fullName(outsider), groups, outsider: true };
  return rewritten({ ...rest, candidates: [...candidates, person] });
}

function rewritten(document: object): ListDocument {
  return documentOf(`${JSON.stringify(document, null, 2)}\n`);
}
