import { isLedgerKind, ledgerKinds, type FoundEntry } from '../ledger/index.js';
import { languages } from '../web/language.js';
import { words, wordsIn } from '../web/words.js';
import { ledgerPage } from './ledger.page.js';

const rowsOf = (kind: string, language: (typeof languages)[number]) => {
  const entry: FoundEntry = {
    ...{ id: '1', kind, subject: 's', actor: null, data: {} },
    ...{ at: new Date(0), leafIndex: null, leafHash: null },
  };
  const facts = { sought: '', entries: [entry], shown: 1, head: null };
  return ledgerPage(facts, wordsIn(language)).rows;
};

describe.each(languages)('the ledger for people, in %s', (language) => {
  it('says every kind in words of its own, with the code beside it', () => {
    const said = ledgerKinds.map((kind) => {
      const [row] = rowsOf(kind, language);
      expect(row).toMatchObject({ kind });
      return row!.what;
    });
    expect(said.filter((what) => isLedgerKind(what))).toEqual([]);
    expect(new Set(said).size).toBe(ledgerKinds.length);
  });

  it('has no words for a kind that there is not', () => {
    const bundle = words().getResourceBundle(language, 'translation') as Record<string, object>;
    expect(Object.keys(bundle['ledger-kinds']!).filter((kind) => !isLedgerKind(kind))).toEqual([]);
  });

  it('shows a kind of an older program as it was written', () => {
    expect(rowsOf('something-of-yore', language)).toMatchObject([
      { what: 'something-of-yore', kind: 'something-of-yore' },
    ]);
  });
});
