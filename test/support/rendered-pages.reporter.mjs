import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Fails the run of the whole suite when a template under `templates/pages` was rendered by no test. A template is
 * strict only when it is rendered: a value that no page function gives is found by nobody before a reader finds it.
 * Every application that a test starts in its own process (`testApp`) notes what it renders; programs started as
 * processes of their own are walked by the demo's test and note nothing. A run of some specs, or of tests by their
 * name, cannot know and says nothing.
 */
export default class RenderedPagesReporter {
  #byName;
  #error;

  constructor({ testNamePattern }) {
    this.#byName = Boolean(testNamePattern);
  }

  onRunComplete(_contexts, results) {
    if (this.#byName || !ranWhole(results)) return;
    const rendered = renderedPages();
    const missing = pageTemplates().filter((template) => !rendered.has(template));
    if (missing.length === 0) return;
    this.#error = new Error(`Rendered by no test:\n${missing.join('\n')}`);
    process.stderr.write(`${this.#error.message}\n`);
  }

  getLastError() {
    return this.#error;
  }
}

function ranWhole({ testResults }) {
  const ran = new Set(testResults.map(({ testFilePath }) => testFilePath));
  const specs = globSync('test/**/*.spec.ts', {
    cwd: root,
    exclude: ['test/architecture/violations/**'],
  });
  return specs.every((spec) => ran.has(join(root, spec)));
}

function renderedPages() {
  const directory = process.env.RENDERED_PAGES;
  const notes = readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'));
  return new Set(notes.join('').split('\n'));
}

function pageTemplates() {
  return globSync('pages/**/*.hbs', { cwd: join(root, 'templates') }).sort();
}
