export { BundleModule } from './bundle.module.js';
export { MakeBundleService, type MadeBundle } from './application/make-bundle.service.js';
