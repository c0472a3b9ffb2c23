/** The addresses of this room, each written once. */
export const campaignPaths = {
  debates: '/debates',
  debate: '/debates/:id',
  commissionDebates: '/commission/debates',
  newDebate: '/commission/debates/new',
  commissionDebate: '/commission/debates/:id',
  draw: '/commission/debates/:id/draw',
  attendance: '/commission/debates/:id/attendance',
  slotEvidence: '/commission/debates/:id/evidence/:candidacy',
  holding: '/commission/debates/:id/holding',
  cancellation: '/commission/debates/:id/cancellation',
  absence: '/commission/debates/:id/absences/:candidacy',
  commissionComplaints: '/commission/complaints',
  commissionComplaint: '/commission/complaints/:id',
  controlComplaints: '/control/complaints',
  controlComplaint: '/control/complaints/:id',
  myComplaints: '/my/complaints',
  myComplaint: '/my/complaints/:id',
  appeal: '/my/complaints/:id/appeal',
  complaintEvidence: '/complaints/:id/evidence',
  myEvents: '/my/events',
} as const;

/** An address with its gaps filled. */
export function pathTo(path: string, gaps: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(gaps[name] ?? ''));
}
