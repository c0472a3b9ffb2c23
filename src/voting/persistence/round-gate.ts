/** Whether a round takes authorisations and ballots at this moment of the database's clock, or why not. */
export type RoundGate = 'accepting' | 'not-open' | 'paused' | 'closed';

/**
 * The gate of a round `r`. The database's clock decides, and nothing else: a job that is late to open or close a round
 * changes nothing. `now()` is when the statement's transaction began.
 */
export const gateOfRound = `CASE
    WHEN r.state IN ('open', 'extended') AND now() >= r.opens_at AND now() < r.closes_at THEN 'accepting'
    WHEN r.state = 'planned' OR now() < r.opens_at THEN 'not-open'
    WHEN r.state = 'paused' AND now() < r.closes_at THEN 'paused'
    ELSE 'closed' END`;

/**
 * The lock that whoever changes a round takes before its row, and whoever writes into an open round shares. It keeps a queue,
 * which the lock of a row does not: those who share a row let each other in past who waits to change it, and under full load
 * a pause would wait until there is a gap.
 */
export const lockOfRound = (id: string): string =>
  `hashtextextended('voting-round/' || ${id}::text, 0)`;

/**
 * The rounds of `$1` that accept, locked against a change of their state until the commit: a closing waits for what was
 * accepted before it, and what comes after it sees the round closed. A round that is being changed at this moment, or that
 * somebody waits to change, is left out, so that those of other rounds do not wait for it.
 */
export const acceptingRounds = `
  SELECT r.id FROM voting_round r
   WHERE r.id = ANY ($1::uuid[]) AND r.state IN ('open', 'extended') AND now() >= r.opens_at AND now() < r.closes_at
     AND pg_try_advisory_xact_lock_shared(${lockOfRound('r.id')})
   ORDER BY r.id FOR SHARE SKIP LOCKED`;
