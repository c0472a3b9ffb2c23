import type { FixedPlace, ListInput, Quota } from '../domain/list-input.js';
import type { Listed } from '../domain/mandates.js';
import type { FeasibilityQuestion } from './answer-feasibility.js';

/** What a thread of the list builder is asked. */
export type ListTask =
  | { readonly kind: 'build'; readonly input: ListInput }
  | {
      readonly kind: 'intervene';
      readonly input: ListInput;
      readonly proposed: FixedPlace;
      readonly cap: number;
    }
  | {
      readonly kind: 'mandates';
      readonly list: readonly Listed[];
      readonly seats: number;
      readonly quotas: readonly Quota[];
    }
  | { readonly kind: 'feasibility'; readonly question: FeasibilityQuestion };

/** What a thread says: it waits for a task, it works on a place, it has the answer. */
export type ListThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'answer'; readonly answer: unknown };
