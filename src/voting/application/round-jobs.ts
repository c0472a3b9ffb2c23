/** The jobs that move rounds by the clock. They are queued before the decision commits: a job too many does no harm. */
export const openingJob = 'voting-open-round';
export const closingJob = 'voting-close-round';
/** Closes what `closingJob` has not closed for a while. */
export const closeOverdueJob = 'voting-close-overdue';
/** Takes away what a closing left behind in the files of the database. */
export const sweepTracesJob = 'voting-sweep-traces';
/** Opens the box of a round whose ballot key is rebuilt; its data is `{ round }`, or nothing for all that wait. */
export const openBoxJob = 'open-box';
/** Counts a round that was closed; its data is `{ round }`. */
export const countRoundJob = 'count-round';
/** Tells those in whose name a right to vote was issued; its data is `{ round }`. */
export const tellAuthorisedJob = 'voting-tell-authorised';
