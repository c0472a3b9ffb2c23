/** The addresses of voters, each written once. */
export const voterPaths = {
  canIVote: '/can-i-vote',
  myRounds: '/vote',
  ballot: '/vote/:roundId',
  box: '/box/:roundId',
  receipt: '/receipt',
  authorisation: 'api/rounds/:roundId/authorisation',
  ballots: 'api/rounds/:roundId/ballots',
  roll: '/rounds/:roundId/roll',
  issued: '/rounds/:roundId/issued',
  rollJson: 'api/rounds/:roundId/roll',
  issuedJson: 'api/rounds/:roundId/issued',
  form: 'api/rounds/:roundId/ballot-form',
} as const;

export function pathOf(path: string, roundId: string): string {
  return path.replace(':roundId', roundId);
}
