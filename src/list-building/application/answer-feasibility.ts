import type { NoList, Shortage } from '../domain/list-outcome.js';
import { listExists } from '../domain/build-list.js';
import {
  missingApplications,
  type ApplicantKind,
  type Applicants,
  type KnownNeed,
  type MissingApplications,
} from '../domain/missing-applications.js';
import { withdrawalMargin, type WithdrawalMargin } from '../domain/withdrawal-margins.js';
import { composeList, type ListFacts, type ListPerson } from './compose-list.js';

/** A contest before the vote: its rules and everybody registered. */
export interface FeasibilityQuestion {
  /** `places` are those the list may have; with fewer people it is as long as there are people. */
  readonly facts: ListFacts;
  /** Kinds of people who may be mixed when asking who is missing, and those tried by themselves. */
  readonly mixed: readonly ApplicantKind[];
  readonly alone: readonly ApplicantKind[];
}

/** What is known about a contest before the vote. */
export interface FeasibilityAnswer {
  /** `short`: a list exists, with fewer places than allowed. */
  readonly status: 'nobody' | 'feasible' | 'short' | 'infeasible' | 'undecided';
  readonly conflict: readonly string[];
  readonly shortage: readonly Shortage[];
  /** Null unless no list exists. */
  readonly missing: MissingApplications | null;
  readonly margins: readonly WithdrawalMargin[];
}

/** Mixtures of more kinds than this are too many to look through: those the conflict is about come first. */
const mostMixed = 6;
const questionsOfMissing = 400;
const questionsOfMargin = 80;
/** Withdrawals are tried up to so many: a warning is early enough at three. */
const mostLeavers = 3;

/** Whether a list is possible, and how many more applications would make it so, or how many withdrawals would end it. */
export function answerFeasibility(question: FeasibilityQuestion): FeasibilityAnswer {
  const { facts } = question;
  const nothing = { conflict: [], shortage: [], missing: null, margins: [] };
  if (facts.people.length === 0) return { ...nothing, status: 'nobody' };
  const exists = (people: readonly ListPerson[]) =>
    listExists(
      composeList({ ...facts, people, places: Math.min(facts.places, people.length) }).input,
    );
  const now = exists(facts.people);
  switch (now.status) {
    case 'undecided':
      return { ...nothing, status: 'undecided' };
    case 'infeasible':
      return {
        status: 'infeasible',
        conflict: now.conflict,
        shortage: now.shortage,
        missing: missingFrom(question, now, exists),
        margins: [],
      };
    case 'feasible':
      return {
        ...nothing,
        status: facts.people.length < facts.places ? 'short' : 'feasible',
        margins: marginsOf(facts, exists),
      };
  }
}

type Exists = (people: readonly ListPerson[]) => ReturnType<typeof listExists>;

function missingFrom(
  { facts, mixed, alone }: FeasibilityQuestion,
  now: NoList,
  exists: Exists,
): MissingApplications {
  const wanted = new Set(
    facts.quotas.filter(({ id }) => now.conflict.includes(id)).flatMap(({ group }) => group),
  );
  const concerned = ({ groups }: ApplicantKind) => groups.some((group) => wanted.has(group));
  const [first, then] = [mixed.filter(concerned), mixed.filter((kind) => !concerned(kind))];
  const mixable = [...first, ...then].slice(0, mostMixed);
  const kinds = new Map([...mixed, ...alone].map((kind) => [kind.id, kind]));
  const grows = facts.people.length < facts.places;
  return missingApplications(
    mixable,
    alone,
    (added) => exists([...facts.people, ...applicants(added, kinds)]).status,
    {
      most: facts.places,
      questions: questionsOfMissing,
      fullFrom: Math.max(1, facts.places - facts.people.length),
      // While the list grows with every applicant, what is short now says nothing about the longer list.
      needs: grows ? [] : now.shortage.flatMap((short) => needOf(short, facts, mixable)),
    },
  );
}

function applicants(
  added: readonly Applicants[],
  kinds: ReadonlyMap<string, ApplicantKind>,
): ListPerson[] {
  return added.flatMap(({ kind, count }) =>
    Array.from({ length: count }, (_, index) => ({
      id: `applicant ${kind} ${index + 1}`,
      name: 'applicant',
      groups: kinds.get(kind)?.groups ?? [],
      outsider: false,
    })),
  );
}

/** A shortage in numbers is a lower bound: so many of those who count for the quota (or do not) must come. */
function needOf(
  { quota, of, needs, has }: Shortage,
  { quotas }: ListFacts,
  kinds: readonly ApplicantKind[],
): KnownNeed[] {
  const rule = quotas.find(({ id }) => id === quota);
  if (!rule || of === 'people') return [];
  const helpful = kinds.filter(
    ({ groups }) => rule.group.some((group) => groups.includes(group)) === (of === 'members'),
  );
  return [{ kinds: helpful.map(({ id }) => id), atLeast: needs - has }];
}

/** The margin of every group that a quota counts, in the order of the rules. */
function marginsOf(facts: ListFacts, exists: Exists): WithdrawalMargin[] {
  const groups = [...new Set(facts.quotas.flatMap(({ group }) => group))];
  const keyOf = (person: ListPerson) =>
    groups.filter((group) => person.groups.includes(group)).join('+');
  const byKind = Map.groupBy(facts.people, keyOf);
  return groups.map((group) => {
    const members = [...byKind]
      .filter(([, [first]]) => first?.groups.includes(group) === true)
      .map(([kind, people]) => ({ kind, count: people.length }));
    return withdrawalMargin(
      group,
      members,
      (gone) => {
        const away = new Set(
          gone.flatMap(({ kind, count }) => byKind.get(kind)?.slice(0, count) ?? []),
        );
        const left = facts.people.filter((person) => !away.has(person));
        return left.length === 0 ? 'infeasible' : exists(left).status;
      },
      { most: mostLeavers, questions: questionsOfMargin },
    );
  });
}
