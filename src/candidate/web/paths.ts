/** The addresses of this module, each written once. */
export const candidatePaths = {
  apply: '/apply',
  my: '/my',
  newApplication: '/my/new',
  application: '/my/applications/:id',
  person: '/my/applications/:id/person',
  nomination: '/my/applications/:id/nomination',
  documents: '/my/applications/:id/documents',
  document: '/my/applications/:id/documents/:kind',
  platform: '/my/applications/:id/platform',
  pledge: '/my/applications/:id/platform/:number',
  pledgeRemoval: '/my/applications/:id/platform/:number/removal',
  submission: '/my/applications/:id/submission',
  withdrawal: '/my/applications/:id/withdrawal',
  appeal: '/my/applications/:id/appeal',
  commission: '/commission',
  queue: '/commission/applications',
  dossier: '/commission/applications/:id',
  dossierDocument: '/commission/applications/:id/documents/:kind',
  review: '/commission/applications/:id/review',
  reviewAll: '/commission/applications/review',
  correction: '/commission/applications/:id/correction',
  evidence: '/commission/applications/:id/evidence/:group',
  proposal: '/commission/applications/:id/proposal',
  vote: '/commission/applications/:id/vote',
  closing: '/commission/applications/:id/closing',
  strikingOff: '/commission/applications/:id/striking-off',
  control: '/control',
  controlAppeal: '/control/appeals/:id',
  candidate: '/candidates/:id',
  contestCandidates: '/contests/:id/candidates',
} as const;

/** An address with its gaps filled. */
export function pathTo(path: string, gaps: Readonly<Record<string, string | number>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(gaps[name] ?? '')));
}

/** The public page of a candidate, for the modules that name one. */
export function candidatePath(id: string): string {
  return pathTo(candidatePaths.candidate, { id });
}
