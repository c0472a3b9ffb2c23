import type { ApplicationState } from '../domain/application-state.js';

/** The colour that goes with a state; the word beside it says the same. */
export function toneOf(state: ApplicationState): 'good' | 'warn' | 'bad' | '' {
  switch (state) {
    case 'registered':
      return 'good';
    case 'returned':
    case 'draft':
      return 'warn';
    case 'refused':
    case 'struck-off':
      return 'bad';
    case 'submitted':
    case 'under-review':
    case 'withdrawn':
      return '';
  }
}
