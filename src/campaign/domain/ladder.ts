export const stepLevels = ['territorial', 'regional', 'central'] as const;

/** The bodies that hear complaints, from the lowest to the highest. */
export type StepLevel = (typeof stepLevels)[number];

/** One step of the ladder, in the shape the rule set has it. */
export interface LadderStep {
  readonly level: StepLevel;
  readonly fileWithinDays: number;
  readonly decideWithinDays: number;
}

const lowest = { district: 'territorial', region: 'regional', country: 'central' } as const;

/** The level of a territory in the tree. */
export type TerritoryDepth = keyof typeof lowest;

/** The body that hears a complaint first: the one nearest to the territory, or the next above it that the rules have. */
export function firstStep(
  ladder: readonly LadderStep[],
  territory: TerritoryDepth,
): LadderStep | null {
  return atOrAbove(ladder, rank(lowest[territory]));
}

/** The body above; null at the top of the ladder. (Territorial, regional, Central Committee of Party Control.) */
export function nextStep(ladder: readonly LadderStep[], step: StepLevel): LadderStep | null {
  return atOrAbove(ladder, rank(step) + 1);
}

/** The level of territory whose body sits at a step. */
export function depthOfStep(step: StepLevel): TerritoryDepth {
  switch (step) {
    case 'territorial':
      return 'district';
    case 'regional':
      return 'region';
    case 'central':
      return 'country';
  }
}

function atOrAbove(ladder: readonly LadderStep[], least: number): LadderStep | null {
  const above = ladder.filter(({ level }) => rank(level) >= least);
  return above.sort((a, b) => rank(a.level) - rank(b.level))[0] ?? null;
}

function rank(level: StepLevel): number {
  return stepLevels.indexOf(level);
}
