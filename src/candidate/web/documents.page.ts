import type { FieldSentence, Translate } from '../../platform/web/index.js';
import type { CaseFile } from '../application/case-files.js';
import { documentKinds } from '../application/upload-documents.service.js';
import { candidatePaths, pathTo } from './paths.js';
import { ruleNames } from './refusal.page.js';

export interface DocumentsPage {
  readonly title: string;
  readonly back: { readonly href: string; readonly label: string };
  readonly action: string;
  readonly errors: readonly FieldSentence[];
  readonly documents: readonly {
    readonly id: string;
    readonly name: string;
    readonly required: boolean;
    readonly state: string;
    readonly tone: string;
    readonly error: string | null;
    readonly button: string;
    readonly file: { readonly href: string; readonly name: string; readonly size: string } | null;
  }[];
}

/** Every document the application must carry first, then those it may carry, each with its own upload. */
export function documentsPage(
  t: Translate,
  { dossier, frame, required }: CaseFile,
  errors: readonly FieldSentence[] = [],
): DocumentsPage {
  const { id } = dossier;
  const names = ruleNames(frame.primary.rules, t);
  const kinds = [...new Set([...required, ...documentKinds(frame)])];
  return {
    title: t('candidate.documents.title'),
    back: { href: pathTo(candidatePaths.application, { id }), label: t('candidate.my.back') },
    action: pathTo(candidatePaths.documents, { id }),
    errors,
    documents: kinds.map((kind) => {
      const file = dossier.documents.find((document) => document.kind === kind);
      return {
        id: kind,
        name: names.document(kind),
        required: required.includes(kind),
        state: t(`candidate.documents.${file ? 'there' : 'needed'}`),
        tone: file ? 'good' : 'warn',
        error: errors.find(({ field }) => field === `file-${kind}`)?.sentence ?? null,
        button: t(`candidate.documents.${file ? 'replace' : 'upload'}`),
        file: file
          ? {
              href: pathTo(candidatePaths.document, { id, kind }),
              name: file.name,
              size: t('candidate.documents.size', { size: Math.ceil(file.size / 1024) }),
            }
          : null,
      };
    }),
  };
}
