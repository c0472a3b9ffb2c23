import { firstStart, type Census } from './census.js';
import { ease, type Demand, type Easing } from './demands.js';
import type { Ask } from './highs.js';
import type { WaivedOutput } from './output-file.js';
import { questions } from './questions.js';
import { finding, type Fault, type Finding } from './report.js';

/** The easings that an output tells of; what is not a soft quota or not one of its runs is refused by `checkWaivers`. */
export function easingsOf(census: Census, waived: readonly WaivedOutput[]): Easing[] {
  return waived.flatMap(({ quota: id, easedBy, windows }) => {
    const quota = census.quotaOf.get(id);
    if (quota === undefined || census.file.quotas[quota]?.soft == null) return [];
    return [{ quota, by: easedBy, runs: windows ?? [] }];
  });
}

/**
 * Whether each soft quota was eased no further than the harder ones demand: with one of its runs eased by one less (or
 * all of them, where the output tells no runs) no list exists, softer quotas aside.
 */
export async function checkWaivers(
  census: Census,
  demands: readonly Demand[],
  waived: readonly WaivedOutput[],
  ask: Ask,
): Promise<Finding> {
  const form = formFaults(census, demands, waived);
  if (form.length > 0) return finding('waived', form);
  const easings = easingsOf(census, waived);
  const shown = { counting: 0, proof: 0, highs: 0 };
  const faults: Fault[] = [];
  for (const easing of easings) {
    for (const { tighter, from, to } of tighterBy(easing, census.file.places)) {
      const harder = quotasNotSofterThan(census, easing.quota);
      const others = easings.filter((other) => other !== easing);
      const eased = ease(demands, [...others, tighter]);
      const start = firstStart(census);
      const answer = await questions(census, eased, ask).answer({ start, key: '', quotas: harder });
      const fault = { quota: census.file.quotas[easing.quota]?.id ?? '', from, to };
      if (answer.kind === 'impossible') shown[answer.way]++;
      else if (answer.kind === 'unanswered') faults.push({ kind: 'unanswered', ...fault });
      else faults.push({ kind: 'eased-too-far', ...fault, place: to });
    }
  }
  return finding('waived', faults, shown);
}

/** The easing one step tighter, once for every run of its own. */
function tighterBy(
  easing: Easing,
  places: number,
): { tighter: Easing; from: number; to: number }[] {
  if (easing.runs.length === 0) {
    return [{ tighter: { ...easing, by: easing.by - 1 }, from: 1, to: places }];
  }
  return easing.runs.map(({ from, to }, index) => ({
    from,
    to,
    tighter: {
      ...easing,
      runs: easing.runs.map((run, other) => (other === index ? { ...run, by: run.by - 1 } : run)),
    },
  }));
}

/** The hard quotas and the soft ones up to this one in priority, this one included. */
function quotasNotSofterThan({ file }: Census, quota: number): number[] {
  const priority = file.quotas[quota]?.soft ?? 0;
  return file.quotas.flatMap(({ soft }, index) => ((soft ?? 0) <= priority ? [index] : []));
}

function formFaults(
  census: Census,
  demands: readonly Demand[],
  waived: readonly WaivedOutput[],
): Fault[] {
  return waived.flatMap(({ quota: id, easedBy, windows }, index): Fault[] => {
    const quota = census.quotaOf.get(id);
    if (quota === undefined || census.file.quotas[quota]?.soft == null)
      return [{ kind: 'not-soft', quota: id }];
    if (waived.findIndex((other) => other.quota === id) < index)
      return [{ kind: 'waived-twice', quota: id }];
    const runs = windows ?? [];
    const strange = runs.filter(
      ({ from, to, by }) =>
        by < 1 ||
        !demands.some(
          (demand) => demand.quota === quota && demand.from === from && demand.to === to,
        ),
    );
    if (strange.length > 0)
      return strange.map(({ from, to }) => ({
        kind: 'no-such-run',
        quota: id,
        from,
        to,
        place: to,
      }));
    const largest = Math.max(...runs.map(({ by }) => by));
    const sum = runs.reduce((all, { by }) => all + by, 0);
    const right = runs.length === 0 ? easedBy >= 1 && !windows : [largest, sum].includes(easedBy);
    return right ? [] : [{ kind: 'eased-otherwise', quota: id, claimed: easedBy, found: largest }];
  });
}
