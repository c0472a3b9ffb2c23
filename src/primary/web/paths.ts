import type { ContestId } from '../../kernel/ids.js';

/** The addresses of this room, each written once. */
export const primaryPaths = {
  front: '/',
  contests: '/contests',
  contest: '/contests/:id',
  rules: '/rules',
  canonicalRules: '/rules/versions/:version/canonical.json',
  writtenRules: '/rules/versions/:version/rules.yaml',
  office: '/office',
  move: '/office/season/:to',
  discarding: '/office/discarding',
  editor: '/office/rules',
} as const;

/** The page of one contest. */
export function contestPath(id: ContestId): string {
  return primaryPaths.contest.replace(':id', id);
}

export function movePath(to: string): string {
  return primaryPaths.move.replace(':to', to);
}

export function rulesVersionPath(form: 'canonicalRules' | 'writtenRules', version: number): string {
  return primaryPaths[form].replace(':version', String(version));
}

/** The editor, filled with a preset for a new primary. */
export function presetPath(name: string): string {
  return `${primaryPaths.editor}?preset=${name}`;
}
