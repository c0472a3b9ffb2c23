export {
  AmendRuleSetService,
  type AmendRefusal,
  type Amendment,
} from './application/amend-rule-set.service.js';
export {
  CreatePrimaryService,
  type CreatedPrimary,
  type CreatePrimaryRefusal,
} from './application/create-primary.service.js';
export { DiscardSeasonService } from './application/discard-season.service.js';
export { FreezeRuleSetService } from './application/freeze-rule-set.service.js';
export { ImportTerritoriesService } from './application/import-territories.service.js';
export { LoadReferenceTerritoriesService } from './application/load-reference-territories.service.js';
export { MoveSeasonService } from './application/move-season.service.js';
export {
  PrimaryDirectory,
  type Primary,
  type RulesVersion,
} from './application/primary-directory.js';
export { RegistrationWindow, type SeasonToday } from './application/registration-window.js';
export { dayOf } from './application/season-blockers.js';
export { RuleSetChecks, type RuleSetCheck } from './application/rule-set-checks.js';
export { SeasonGates, type SeasonGate } from './application/season-gates.js';
export { apportion, type UnitSeats, type WeightedUnit } from './domain/apportionment.js';
export { countingMethodNames } from './domain/counting-methods.js';
export { countingOf } from './domain/counting-of-stage.js';
export { readShare, type Contest } from './domain/contest.js';
export type { RuleSetFault, RuleSetFaultKind } from './domain/rule-set-fault.js';
export type * from './domain/rule-set.js';
export { type Registration } from './domain/registration.js';
export { seasonStates, type Blocker, type SeasonMove, type SeasonState } from './domain/season.js';
export { quotasOf, type ListQuota, type Reservation } from './domain/slot-template.js';
export { successionOf } from './domain/succession-rule.js';
export { isWithin, type Territory } from './domain/territory.js';
export { type TerritoryKind } from './domain/territory-kind.js';
export { PrimaryModule } from './primary.module.js';
export { Desks, type DeskLine } from './web/desks.js';
export { contestPath } from './web/paths.js';
export {
  PrimaryPages,
  type Figure,
  type PageSection,
  type StageProgress,
} from './web/primary-pages.js';
export { writeDay } from './web/write-day.js';
