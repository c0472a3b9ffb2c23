import type { Translate } from '../../platform/web/index.js';
import type { SeasonToday } from '../../primary/index.js';
import { nameOf, type ContestFrame } from '../application/contest-frames.js';
import type { Dossier } from '../application/case-files.js';
import { candidatePaths, pathTo } from './paths.js';
import { registrationSentence } from './registration-sentence.js';
import { toneOf } from './tone.js';

export interface MyPage {
  readonly title: string;
  readonly applications: readonly {
    readonly href: string;
    readonly contest: string;
    readonly state: string;
    readonly tone: string;
    readonly sentence: string;
  }[];
  readonly empty: string;
  readonly startHref: string | null;
  readonly season: string;
}

/** A candidate's applications, each with its state, and whether a new one can be started. */
export function myPage(
  t: Translate,
  season: SeasonToday | null,
  applications: readonly { readonly dossier: Dossier; readonly frame: ContestFrame }[],
): MyPage {
  const open = season?.registration.kind === 'open';
  return {
    title: t('candidate.my.title'),
    applications: applications.map(({ dossier: { id, state }, frame }) => ({
      href: pathTo(candidatePaths.application, { id }),
      contest: nameOf(frame.contest)[t.language],
      state: t(`candidate.state.${state}`),
      tone: toneOf(state),
      sentence: t(`candidate.application.sentence.${state}`),
    })),
    empty: t(`candidate.my.${open ? 'empty' : 'empty-closed'}`),
    startHref: open ? candidatePaths.newApplication : null,
    season: registrationSentence(t, season),
  };
}
