export {
  Access,
  CurrentActor,
  MaybeActor,
  Public,
  type AccessRule,
  type KnownRequest,
} from './access.js';
export { Accounts, type AccountRefusal } from './accounts.js';
export {
  actsIn,
  commissionRoles,
  covers,
  holds,
  isTerritorial,
  roles,
  type Actor,
  type Grant,
  type OutsideYourTerritory,
  type Role,
} from './actor.js';
export { setTokenCookies } from './cookies.js';
export { GrantTerritories, type GrantTerritory } from './grant-territories.js';
export { IdentityModule } from './identity.module.js';
export { maskContact } from './mask-contact.js';
export { OneTimeCodes, type CodeRefusal } from './one-time-codes.js';
export { PersonSignInService, type PersonRefusal } from './person-sign-in.service.js';
export { PersonSources, type KnownPerson, type PersonSource } from './person-sources.js';
export { accessTokens, Sessions, type AccessClaims, type Tokens } from './sessions.js';
export { SetUpService } from './set-up.service.js';
export { accountSentence } from './web/account-sentence.js';
export { identityPaths } from './web/paths.js';
