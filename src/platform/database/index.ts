export { Database, violatedCheck, violatedUnique, type Tx } from './database.js';
export { DatabaseModule } from './database.module.js';
export { migrate } from './migrate.js';
