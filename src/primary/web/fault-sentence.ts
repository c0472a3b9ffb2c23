import type { Translate } from '../../platform/web/index.js';
import type { RuleSetFault } from '../domain/rule-set-fault.js';

/** A fault as people read it: where, and what about it. */
export interface FaultLine {
  readonly path: string;
  readonly sentence: string;
}

export function faultLine(t: Translate, { path, kind, values }: RuleSetFault): FaultLine {
  return {
    path: path === '' ? t('primary.editor.whole') : path,
    sentence: t(`primary.fault.${kind}`, values),
  };
}
