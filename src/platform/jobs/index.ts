export { Jobs, type JobData, type JobKind } from './jobs.js';
export { JobsModule } from './jobs.module.js';
