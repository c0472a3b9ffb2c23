import type { Debate } from '../campaign/index.js';
import type { Spec } from '../candidate/domain/iin.spec.js';
export type List = Debate | Spec;
