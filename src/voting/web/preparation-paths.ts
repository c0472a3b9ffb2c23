/** The addresses of preparing votes. */
export const preparationPaths = {
  delegates: '/commission/delegates',
  unitDelegates: (contest: string, stage: string, unit: string): string =>
    `/commission/delegates/${contest}/${stage}/${unit}`,
  paperVoters: (round: string): string => `/commission/rounds/${round}/paper-voters`,
  console: (round: string): string => `/commission/rounds/${round}`,
  members: '/office/members',
} as const;
