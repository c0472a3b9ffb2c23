import { registerHooks } from 'node:module';

/**
 * Threads that a test starts run the sources themselves: Node leaves the types out, but an import names the compiled file
 * (`./pool.js`), which is not there. Beside a source it means the source.
 */
registerHooks({
  resolve(specifier, context, next) {
    const ofSource = context.parentURL?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(specifier);
    return next(ofSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
