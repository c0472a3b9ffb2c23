/** The addresses of the counting half of the voting room. */
export const countPaths = {
  round: (id: string): string => `/rounds/${id}`,
  working: (id: string): string => `/rounds/${id}/result`,
  workingFile: (id: string, file: string): string => `/rounds/${id}/result/${file}`,
  recount: (id: string, number: number): string => `/rounds/${id}/recounts/${number}`,
  recountFile: (id: string, number: number, file: string): string =>
    `/rounds/${id}/recounts/${number}/${file}`,
  candidate: (id: string): string => `/candidates/${id}`,
  rounds: '/commission/rounds',
  console: (id: string): string => `/commission/rounds/${id}`,
  commissionWorking: (id: string): string => `/commission/rounds/${id}/result`,
  commissionFile: (id: string, file: string): string => `/commission/rounds/${id}/result/${file}`,
  step: (id: string, step: string): string => `/commission/rounds/${id}/${step}`,
  places: (id: string): string => `/commission/rounds/${id}/places`,
  place: (id: string, place: string): string => `/commission/rounds/${id}/places/${place}`,
  tie: (id: string, tie: number): string => `/commission/rounds/${id}/ties/${tie}`,
  stages: '/commission/stages',
  stage: (contest: string): string => `/commission/stages/${contest}`,
  stageKeys: (contest: string, stage: string): string =>
    `/commission/stages/${contest}/${stage}/keys`,
} as const;

/** The archive of a round, which is put together above the rooms (docs/bundle.md). */
export function bundlePath(id: string): string {
  return `/rounds/${id}/bundle.zip`;
}
