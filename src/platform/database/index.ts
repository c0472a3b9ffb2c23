export { Database, isDatabaseAway, violatedUnique, type Tx } from './database.js';
export { DatabaseModule } from './database.module.js';
export { isBehind, migrate } from './migrate.js';
export { keepOnlyDays, type KeptMoments } from './keep-only-days.js';
