import type { Id } from '../../kernel/ids.js';

export type DebateId = Id<'debate'>;
export type EventId = Id<'candidate-event'>;
export type ComplaintId = Id<'complaint'>;
