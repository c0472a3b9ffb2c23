import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Rule {
  readonly name: string;
}

interface Report {
  readonly summary: { readonly violations: readonly { readonly rule: Rule }[] };
}

const here = import.meta.dirname;
const config = join(here, 'arrows.cjs');
const { forbidden } = createRequire(import.meta.url)('./arrows.cjs') as { forbidden: Rule[] };

function brokenRules(directory: string): string[] {
  const cruiser = join(here, '../../node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruiser, '--config', config, '--output-type', 'json', 'src'];
  const report = run(args, directory);
  return [...new Set(report.summary.violations.map(({ rule }) => rule.name))].sort();
}

function run(args: string[], cwd: string): Report {
  try {
    return JSON.parse(
      execFileSync(process.execPath, args, { cwd, maxBuffer: 1e9 }).toString(),
    ) as Report;
  } catch (error) {
    // The tool exits with the number of violations; its report is on the output all the same.
    return JSON.parse((error as { stdout: Buffer }).stdout.toString()) as Report;
  }
}

describe('the arrows of the house', () => {
  it('are kept', () => {
    expect(brokenRules(join(here, '../..'))).toEqual([]);
  });

  it('are each seen to fail on a planted violation', () => {
    const rules = forbidden.map(({ name }) => name).sort();
    expect(brokenRules(join(here, 'violations'))).toEqual(rules);
  });
});
