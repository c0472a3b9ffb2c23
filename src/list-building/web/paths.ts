import type { ContestId, ListId, ListJobId, ScenarioId } from '../../kernel/ids.js';

/** The addresses of this room, each written once. */
export const listPaths = {
  lists: '/lists',
  list: '/lists/:id',
  document: '/lists/:id/document.json',
  version: '/lists/:id/versions/:version/document.json',
  table: '/lists/:id/list.csv',
  workbook: '/lists/:id/list.xlsx',
  everything: '/lists/:id/list.json',
  ofContest: '/lists/contests/:contest',
  office: '/office/lists',
  buildAll: '/office/lists/building',
  feasibility: '/office/lists/feasibility',
  feasibilityHistory: '/office/lists/feasibility/:contest',
  commissionFeasibility: '/commission/feasibility',
  job: '/office/lists/jobs/:job',
  jobCancelling: '/office/lists/jobs/:job/cancelling',
  build: '/office/lists/contests/:contest/building',
  workbench: '/office/lists/:id',
  intervention: '/office/lists/:id/intervention',
  proposal: '/office/lists/:id/proposals/:number',
  signature: '/office/lists/:id/proposals/:number/signature',
  refusal: '/office/lists/:id/proposals/:number/refusal',
  consents: '/office/lists/:id/consents',
  filing: '/office/lists/:id/filing',
  mandates: '/office/lists/:id/mandates',
  comparison: '/lists/:id/versions/:version/compare/:other',
  filed: '/lists/:id/filed',
  filedTable: '/lists/:id/filed.csv',
  offers: '/office/lists/:id/offers',
  closing: '/office/lists/:id/offers/closing',
  succession: '/office/lists/:id/succession',
  vacating: '/office/lists/:id/seats/:seat/vacancy',
  filling: '/office/lists/:id/seats/:seat/successor',
  myPlace: '/my/lists/:id',
  myAnswer: '/my/lists/:id/answer',
  myYield: '/my/lists/:id/yield',
  myYieldAnswer: '/my/lists/:id/yield/:number',
  scenarios: '/office/lists/:id/scenarios',
  newScenario: '/office/lists/:id/scenarios/new',
  scenario: '/office/lists/:id/scenarios/:scenario',
  scenarioDocument: '/office/lists/:id/scenarios/:scenario/what-if.json',
  scenarioTable: '/office/lists/:id/scenarios/:scenario/what-if.csv',
  scenarioWorkbook: '/office/lists/:id/scenarios/:scenario/what-if.xlsx',
  scenarioRemoval: '/office/lists/:id/scenarios/:scenario/removal',
} as const;

type OneList =
  | 'list'
  | 'document'
  | 'table'
  | 'everything'
  | 'workbook'
  | 'workbench'
  | 'intervention'
  | 'consents'
  | 'filing'
  | 'mandates'
  | 'filed'
  | 'filedTable'
  | 'offers'
  | 'closing'
  | 'succession'
  | 'myPlace'
  | 'myAnswer'
  | 'myYield'
  | 'scenarios'
  | 'newScenario';

/** An address about one list. */
export function listPath(of: OneList, id: ListId): string {
  return listPaths[of].replace(':id', id);
}

/** The list of a contest, or the page that says when it will be there. */
export function contestListPath(contest: ContestId): string {
  return listPaths.ofContest.replace(':contest', contest);
}

export function buildPath(contest: ContestId): string {
  return listPaths.build.replace(':contest', contest);
}

/** The document of one version of a list. */
export function versionPath(id: ListId, version: number): string {
  return listPaths.version.replace(':id', id).replace(':version', String(version));
}

/** Two versions of a list side by side. */
export function comparisonPath(id: ListId, before: number, after: number): string {
  return listPaths.comparison
    .replace(':id', id)
    .replace(':version', String(before))
    .replace(':other', String(after));
}

/** A place that was proposed, and the answers to it. */
export function proposalPath(
  of: 'proposal' | 'signature' | 'refusal',
  id: ListId,
  number: number,
): string {
  return listPaths[of].replace(':id', id).replace(':number', String(number));
}

/** Vacating or filling one seat. */
export function seatPath(of: 'vacating' | 'filling', id: ListId, seat: number): string {
  return listPaths[of].replace(':id', id).replace(':seat', String(seat));
}

/** Answering what somebody yielded. */
export function yieldPath(id: ListId, number: number): string {
  return listPaths.myYieldAnswer.replace(':id', id).replace(':number', String(number));
}

/** When a contest became possible or impossible before the vote. */
export function feasibilityHistoryPath(contest: ContestId): string {
  return listPaths.feasibilityHistory.replace(':contest', contest);
}

export function jobPath(id: ListJobId): string {
  return listPaths.job.replace(':job', id);
}

/** An address about one scenario of a list. */
export function scenarioPath(
  id: ListId,
  scenario: ScenarioId,
  of:
    | 'scenario'
    | 'scenarioDocument'
    | 'scenarioTable'
    | 'scenarioWorkbook'
    | 'scenarioRemoval' = 'scenario',
): string {
  return listPaths[of].replace(':id', id).replace(':scenario', scenario);
}
