import type { Translate } from '../../platform/web/index.js';
import { writeDay, type Primary } from '../../primary/index.js';
import { nameOf, type ContestFrame } from '../application/contest-frames.js';
import type { Dossier } from '../application/case-files.js';
import { candidatePaths, pathTo } from './paths.js';
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
  readonly startHref: string | null;
  readonly season: string;
}

/** A candidate's applications, each with its state, and whether a new one can be started. */
export function myPage(
  t: Translate,
  primary: Primary | null,
  applications: readonly { readonly dossier: Dossier; readonly frame: ContestFrame }[],
): MyPage {
  return {
    title: t('candidate.my.title'),
    applications: applications.map(({ dossier: { id, state }, frame }) => ({
      href: pathTo(candidatePaths.application, { id }),
      contest: nameOf(frame.contest)[t.language],
      state: t(`candidate.state.${state}`),
      tone: toneOf(state),
      sentence: t(`candidate.application.sentence.${state}`),
    })),
    startHref: primary?.state === 'registration' ? candidatePaths.newApplication : null,
    season: primary
      ? t('candidate.my.registration', {
          from: writeDay(primary.rules.calendar.registration.from, t.language),
          to: writeDay(primary.rules.calendar.registration.to, t.language),
        })
      : t('candidate.my.no-season'),
  };
}
