import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Handlebars from 'handlebars';
import { missingWords, wordsIn } from '../../src/platform/web/words.js';
import { templatesDirectory } from '../../src/platform/templates-directory.js';
import { engineWithHelpers, partialPaths } from '../../src/platform/web/templates.js';

const pages = filesUnder(join(templatesDirectory, 'pages'));

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The fixed words a template asks for: the first argument of each `{{t '…'}}`. */
function wordsAskedIn(source: string): string[] {
  const keys: string[] = [];
  class Visitor extends Handlebars.Visitor {
    override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
      this.#collect(statement);
      super.MustacheStatement(statement);
    }
    override SubExpression(expression: hbs.AST.SubExpression): void {
      this.#collect(expression);
      super.SubExpression(expression);
    }
    #collect(call: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
      const [first] = call.params;
      const name = (call.path as hbs.AST.PathExpression).original;
      if (name === 't' && first?.type === 'StringLiteral') {
        keys.push((first as hbs.AST.StringLiteral).value);
      }
    }
  }
  new Visitor().accept(Handlebars.parse(source));
  return keys;
}

function unescapedIn(source: string): number {
  let found = 0;
  class Visitor extends Handlebars.Visitor {
    override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
      if (!statement.escaped) found += 1;
      super.MustacheStatement(statement);
    }
  }
  new Visitor().accept(Handlebars.parse(source));
  return found;
}

describe('the words', () => {
  it('are said in all languages', () => {
    expect(missingWords()).toEqual([]);
  });

  it('that a page asks for exist', () => {
    const t = wordsIn('kk');
    const missing = [
      ...pages,
      ...Object.values(partialPaths()).map((path) => join(templatesDirectory, path)),
    ]
      .flatMap((file) => wordsAskedIn(readFileSync(file, 'utf8')))
      .filter((key) => {
        try {
          t(key);
          return false;
        } catch {
          return true;
        }
      });
    expect(missing).toEqual([]);
  });
});

describe('the templates', () => {
  it.each(pages.map((file) => [relative(templatesDirectory, file), file]))(
    '%s escapes everything it prints',
    (_name, file) => {
      expect(unescapedIn(readFileSync(file, 'utf8'))).toBe(0);
    },
  );

  it('throw on a value that is not there', () => {
    const render = engineWithHelpers(Handlebars).compile('{{candidate.name}}', { strict: true });
    expect(() => render({ candidate: {} })).toThrow('"name" not defined');
  });

  it('would be caught printing without escaping', () => {
    expect(unescapedIn('{{{body}}}')).toBe(1);
  });
});
