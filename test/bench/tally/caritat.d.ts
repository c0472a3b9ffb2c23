declare module 'caritat' {
  interface Election {
    ballots: object[];
  }
  interface Caritat {
    readonly Ballot: new (votes: readonly string[], count: number) => object;
    readonly Election: new (options: { candidates: readonly string[] }) => Election;
    plurality(election: Election, options?: { seats: number }): string[];
    approval(election: Election, options?: { seats: number }): string[];
    irv(election: Election): string;
    borda(election: Election): string[];
    readonly condorcet: { schulze(election: Election): string[] };
    readonly stv: { meek(election: Election, options: { seats: number }): string[] };
  }
  const caritat: Caritat;
  export = caritat;
}
