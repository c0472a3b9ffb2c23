import type { Window } from '../domain/window.js';
export type Demand = Window;
