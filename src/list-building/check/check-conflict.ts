import { counts, firstStart, openOn, type Census, type Start } from './census.js';
import { subsets } from './check-causes.js';
import { needsOf } from './counting.js';
import { demandsOf, type Demand } from './demands.js';
import type { InfeasibleOutput, ShortageOutput } from './output-file.js';
import { questions, type Answer, type Questions } from './questions.js';
import type { Ask } from './highs.js';
import { finding, skipped, type Fault, type Finding, type Shown } from './report.js';

interface ConflictCheck {
  readonly census: Census;
  readonly demands: readonly Demand[];
  readonly questions: Questions;
  readonly output: InfeasibleOutput;
  readonly conflict: readonly number[];
}

/** Whether the quotas named really leave no list, none of them to spare, and the shortages are those there are. */
export async function checkInfeasible(
  census: Census,
  output: InfeasibleOutput,
  ask: Ask,
  thorough: boolean,
): Promise<Finding[]> {
  const demands = demandsOf(census.file);
  const conflict = output.conflict.flatMap((id) => census.quotaOf.get(id) ?? []);
  const asking = questions(census, demands, ask, thorough);
  const check = { census, demands, questions: asking, output, conflict };
  const form = formFaults(check);
  if (form.length > 0) {
    const rest = ['none-to-spare', 'smallest', 'given-to-blame', 'shortage'] as const;
    return [finding('conflict', form), ...rest.map(skipped)];
  }
  const short = peopleShort(census);
  return [
    short ? finding('conflict', [], { counting: 1, proof: 0, highs: 0 }) : await impossible(check),
    await noneToSpare(check),
    await smallest(check),
    await givenToBlame(check, ask),
    finding('shortage', shortageFaults(check)),
  ];
}

function formFaults({ census, output, conflict }: ConflictCheck): Fault[] {
  const wrong = output.conflict.filter((id, index) => {
    const quota = census.quotaOf.get(id);
    const hard = quota !== undefined && census.file.quotas[quota]?.soft === null;
    return !hard || output.conflict.indexOf(id) < index;
  });
  if (wrong.length > 0) return wrong.map((quota) => ({ kind: 'conflict-not-hard', quota }));
  return conflict.length === 0 && !peopleShort(census) ? [{ kind: 'no-conflict' }] : [];
}

async function impossible(check: ConflictCheck): Promise<Finding> {
  const { census, questions: asking, output, conflict } = check;
  const answer = await asking.answer({
    start: firstStart(census),
    key: '',
    quotas: conflict,
    proofs: output.proof ? [output.proof] : [],
  });
  const quotas = output.conflict;
  if (answer.kind === 'possible')
    return finding('conflict', [{ kind: 'conflict-possible', quotas }]);
  if (answer.kind === 'unanswered') return finding('conflict', [{ kind: 'unanswered', quotas }]);
  return finding('conflict', [], one(answer));
}

async function noneToSpare({ census, questions: asking, conflict, output }: ConflictCheck) {
  const faults: Fault[] = [];
  const shown = { counting: 0, proof: 0, highs: 0 };
  for (const quota of conflict) {
    const quotas = conflict.filter((other) => other !== quota);
    const answer = await asking.answer({ start: firstStart(census), key: '', quotas });
    const fault = { quota: census.file.quotas[quota]?.id ?? '', quotas: output.conflict };
    if (answer.kind === 'possible') shown[answer.way]++;
    else if (answer.kind === 'unanswered') faults.push({ kind: 'unanswered', ...fault });
    else faults.push({ kind: 'to-spare', ...fault });
  }
  return finding('none-to-spare', faults, shown);
}

async function smallest({ census, questions: asking, conflict, demands }: ConflictCheck) {
  const hard = [...new Set(demands.map(({ quota }) => quota))].filter(
    (quota) => census.file.quotas[quota]?.soft === null,
  );
  if (conflict.length < 2) return finding('smallest', []);
  for (const quotas of subsets(hard, conflict.length - 1)) {
    if (asking.asked() > 1000) return finding('smallest', [], null, [{ kind: 'not-all-asked' }]);
    const answer = await asking.answer({ start: firstStart(census), key: '', quotas });
    if (answer.kind !== 'impossible') continue;
    const ids = quotas.map((quota) => census.file.quotas[quota]?.id ?? '');
    return finding('smallest', [], null, [{ kind: 'smaller', quotas: ids }]);
  }
  return finding('smallest', []);
}

/** "Only the given places are to blame": without them the same quotas leave a list. */
async function givenToBlame(
  { census, conflict, output }: ConflictCheck,
  ask: Ask,
): Promise<Finding> {
  const { file } = census;
  const name = 'given-to-blame';
  if (conflict.length === 0 || file.given.length === 0) {
    return finding(name, output.becauseOfFixed ? [{ kind: 'given-not-to-blame' }] : []);
  }
  const freed = new Set(file.given.map(({ person }) => census.positionOf.get(person) ?? -1));
  const free = file.people.flatMap(({ outsider }, person) =>
    (freed.has(person) && !outsider) || census.free.includes(person) ? [person] : [],
  );
  const start: Start = { seats: census.given.map(() => null), left: free, due: new Set() };
  const asking = questions(census, demandsOf(file), ask);
  const answer = await asking.answer({ start, key: '', quotas: conflict });
  if (answer.kind === 'unanswered') return finding(name, [{ kind: 'unanswered' }]);
  const toBlame = answer.kind === 'possible';
  if (toBlame === output.becauseOfFixed) return finding(name, [], one(answer));
  return finding(name, [{ kind: toBlame ? 'given-to-blame' : 'given-not-to-blame' }]);
}

function shortageFaults(check: ConflictCheck): Fault[] {
  const right = shortages(check);
  const { shortage } = check.output;
  const same = (a: ShortageOutput, b: ShortageOutput) => a.quota === b.quota && a.of === b.of;
  const told = shortage.flatMap((item): Fault[] => {
    const found = right.find((other) => same(other, item));
    const quota = item.quota ?? '';
    if (!found) return [{ kind: 'shortage-not-there', quota, number: item.of }];
    return found.needs === item.needs && found.has === item.has
      ? []
      : [
          {
            kind: 'wrong-shortage',
            quota,
            number: item.of,
            claimed: `${item.needs} / ${item.has}`,
            found: `${found.needs} / ${found.has}`,
          },
        ];
  });
  const silent = right.filter((item) => !shortage.some((other) => same(other, item)));
  return [
    ...told,
    ...silent.map(({ quota, of, needs, has }): Fault => {
      return {
        kind: 'shortage-not-told',
        quota: quota ?? '',
        number: of,
        found: `${needs} / ${has}`,
      };
    }),
  ];
}

/** The shortages there are: of people for the places, of members of a quota in conflict, of people outside its group. */
function shortages({ census, demands, conflict }: ConflictCheck): ShortageOutput[] {
  const people = peopleShort(census);
  if (people) return [people];
  const start = firstStart(census);
  const everybody = [...start.left, ...start.seats.flatMap((person) => person ?? [])];
  return conflict.flatMap((quota): ShortageOutput[] => {
    const own = demands.filter((demand) => demand.quota === quota);
    const needs = needsOf(census, start, quota, own);
    if (!needs) return [];
    const members = everybody.filter((person) => counts(census, person, quota)).length;
    const has = { members, others: everybody.length - members };
    const id = census.file.quotas[quota]?.id ?? '';
    return (['members', 'others'] as const).flatMap((of) =>
      needs[of] > has[of] ? [{ quota: id, of, needs: needs[of], has: has[of] }] : [],
    );
  });
}

function peopleShort(census: Census): ShortageOutput | null {
  const { seats, left } = firstStart(census);
  const open = openOn(seats, 1, seats.length).length;
  const has = left.length + seats.length - open;
  return left.length < open ? { quota: null, of: 'people', needs: seats.length, has } : null;
}

function one(answer: Exclude<Answer, { kind: 'unanswered' }>): Shown {
  return { counting: 0, proof: 0, highs: 0, [answer.way]: 1 };
}
