import type { Translate } from '../../platform/web/index.js';
import type {
  Amount,
  BodyRule,
  CutRule,
  GroupRule,
  QuotaRule,
  ReservedColumn,
  RuleSet,
  SlotColumn,
  StageRule,
  TieRule,
} from '../domain/rule-set.js';
import { ballotSentence, countingSentence } from './ballot-sentences.js';
import { writeDay } from './write-day.js';
import { requirementSentence, successionSentences } from './succession-sentences.js';
import { writeShare } from './write-share.js';

/** A part of the rules, said in sentences. */
export interface RulesPart {
  readonly id: string;
  readonly title: string;
  readonly sentences: readonly string[];
}

/** What sentences about rules need besides the rule itself. */
interface Voice {
  readonly t: Translate;
  readonly rules: RuleSet;
}

/** The rule set in the reader's language: every rule is one sentence. */
export function rulesInSentences(
  rules: RuleSet,
  contestsOf: (body: BodyRule) => number,
  t: Translate,
): RulesPart[] {
  const voice = { t, rules };
  const part = (id: string, sentences: readonly string[]): RulesPart => ({
    id,
    title: t(`primary.sentence.part.${id}`),
    sentences,
  });
  return [
    part('calendar', calendarSentences(voice)),
    part('eligibility', eligibilitySentences(voice)),
    part('application', applicationSentences(voice)),
    part(
      'groups',
      rules.groups.flatMap((group) => groupSentences(group, voice)),
    ),
    part('conduct', conductSentences(voice)),
    ...rules.bodies.map((body) => ({
      id: body.id,
      title: body.name[t.language],
      sentences: bodySentences(body, contestsOf(body), voice),
    })),
    part('filing', [
      t(`primary.sentence.filing.order.${rules.filing.order}`),
      ...rules.filing.requires.map((what) => requirementSentence(what, t)),
    ]),
  ];
}

function calendarSentences({ t, rules: { calendar } }: Voice): string[] {
  const spans = (['registration', 'campaigning', 'voting'] as const).map((name) =>
    t(`primary.sentence.calendar.${name}`, {
      from: writeDay(calendar[name].from, t.language),
      to: writeDay(calendar[name].to, t.language),
    }),
  );
  const day = (name: string, on: Parameters<typeof writeDay>[0]): string =>
    t(`primary.sentence.calendar.${name}`, { day: writeDay(on, t.language) });
  return [
    day('announced', calendar.announced),
    ...spans,
    day('reference', calendar.referenceDate),
    day('filing', calendar.filing),
  ];
}

function eligibilitySentences({ t, rules }: Voice): string[] {
  const { eligibility, bodies } = rules;
  const levels = (['country', 'region', 'district'] as const).filter((level) =>
    bodies.some((body) => body.level === level),
  );
  return [
    ...levels.map((level) =>
      t('primary.sentence.eligibility.age', {
        years: eligibility.minimumAge[level] ?? 0,
        level: t(`primary.sentence.level.${level}`),
      }),
    ),
    ...(eligibility.residenceYears > 0
      ? [t('primary.sentence.eligibility.residence', { years: eligibility.residenceYears })]
      : []),
    t(`primary.sentence.eligibility.membership.${eligibility.membership}`),
    ...eligibility.barredBy.map((ground) => t(`primary.sentence.eligibility.barred.${ground}`)),
    t('primary.sentence.eligibility.candidacies', { most: eligibility.candidaciesPerLevel }),
  ];
}

function applicationSentences({ t, rules }: Voice): string[] {
  const documents = rules.documents.map(({ name, required, of = '' }) =>
    t(`primary.sentence.document.${required}`, {
      name: name[t.language],
      of:
        required === 'for-route' ? t(`primary.sentence.route.${of}`) : groupName(of, { t, rules }),
    }),
  );
  return [
    ...rules.nomination.map((route) => t(`primary.sentence.nomination.${route}`)),
    ...documents,
  ];
}

function groupSentences(group: GroupRule, { t, rules }: Voice): string[] {
  const name = group.name[t.language];
  switch (group.kind) {
    case 'sex':
      return [t(`primary.sentence.group.${group.sex}`, { name })];
    case 'age': {
      const day = writeDay(group.on ?? rules.calendar.referenceDate, t.language);
      return [t('primary.sentence.group.age', { name, under: group.under, day })];
    }
    case 'certificate': {
      const document = rules.documents.find(({ id }) => id === group.document)?.name[t.language];
      return [t('primary.sentence.group.certificate', { name, document: document ?? '' })];
    }
    case 'newcomer':
      return group.notIn.map((where) => t(`primary.sentence.group.newcomer.${where}`, { name }));
  }
}

function conductSentences({ t, rules: { debates, commissions, appeals } }: Voice): string[] {
  const duty = debates.obligatory ? 'obligatory' : 'voluntary';
  const steps = appeals.ladder.flatMap((step) => [
    t(`primary.sentence.appeal.${step.level}`, {
      file: step.fileWithinDays,
      decide: step.decideWithinDays,
    }),
    ...(step.suspensive ? [t('primary.sentence.appeal.suspensive')] : []),
  ]);
  return [
    t(`primary.sentence.debates.${duty}`, { minutes: debates.minutesEach }),
    ...(debates.absenceStrikesOff ? [t('primary.sentence.debates.absence')] : []),
    t('primary.sentence.commission.members', {
      members: commissions.members,
      quorum: writeShare(commissions.quorum.share),
      majority: writeShare(commissions.majority),
    }),
    t('primary.sentence.commission.signatures', {
      signatures: writeShare(commissions.signatures.share),
    }),
    ...steps,
  ];
}

function bodySentences(body: BodyRule, contests: number, voice: Voice): string[] {
  const { t } = voice;
  return [
    t('primary.sentence.body.level', {
      level: t(`primary.sentence.level.${body.level}`),
      contests,
    }),
    t('primary.sentence.body.seats', { seats: body.seats.default }),
    t('primary.sentence.body.list', {
      factor: writeShare(body.list.factor),
      round: t(`primary.sentence.round.${body.list.round}`),
    }),
    ...body.path.map((stage) => stageSentences(stage, voice).join(' ')),
    t(`primary.sentence.merge.${body.merge.kind}`),
    t(`primary.sentence.objective.${body.objective}`),
    ...body.quotas.map((quota) => quotaSentences(quota, voice).join(' ')),
    ...slotSentences(body, voice),
    t('primary.sentence.renewal', {
      name: groupName(body.renewal.group, voice),
      list: writeShare(body.renewal.listTarget.share),
      seats: writeShare(body.renewal.seatTarget.share),
    }),
    t('primary.sentence.central.cap', { cap: amount(body.centralQuota.cap, t) }),
    t(`primary.sentence.central.${body.centralQuota.outsiders ? 'outsiders' : 'insiders'}`),
    ...successionSentences(body, voice),
  ];
}

function stageSentences(stage: StageRule, voice: Voice): string[] {
  const { t } = voice;
  const { unitSeats, channels, quorum } = stage;
  const channel = channels.length > 1 ? 'both' : (channels[0] ?? 'both');
  const divided =
    unitSeats.kind === 'apportioned'
      ? [
          t(`primary.sentence.stage.apportioned.${unitSeats.method}`, {
            atLeast: unitSeats.atLeast,
          }),
        ]
      : [];
  return [
    t(`primary.sentence.stage.who.${stage.electorate}`, {
      name: stage.name[t.language],
      unit: t(`primary.sentence.unit.${stage.unit}`),
    }),
    t(`primary.sentence.stage.channel.${channel}`),
    ballotSentence(stage, t),
    ...countingSentence(stage, t),
    ...(quorum ? [t('primary.sentence.stage.quorum', { quorum: writeShare(quorum.share) })] : []),
    ...divided,
    cutSentence(stage.cut, t),
    t('primary.sentence.stage.ties', {
      steps: stage.ties.map((step) => tieStep(step, voice)).join(' → '),
    }),
  ];
}

function cutSentence(cut: CutRule, t: Translate): string {
  switch (cut.kind) {
    case 'top':
      return t('primary.sentence.stage.cut.top', { count: String(cut.count) });
    case 'per-seat':
      return t('primary.sentence.stage.cut.per-seat', {
        factor: writeShare(cut.factor),
        round: t(`primary.sentence.round.${cut.round}`),
      });
    case 'share':
      return t('primary.sentence.stage.cut.share', {
        share: writeShare(cut.share),
        round: t(`primary.sentence.round.${cut.round}`),
      });
    case 'all':
      return t('primary.sentence.stage.cut.all');
  }
}

function tieStep(step: TieRule, voice: Voice): string {
  const group = step.kind === 'group' ? groupName(step.group, voice) : '';
  return voice.t(`primary.sentence.tie.${step.kind}`, { group });
}

function quotaSentences(quota: QuotaRule, voice: Voice): string[] {
  const { t } = voice;
  const { usedUpByElected, strength } = quota;
  const isSoft = typeof strength === 'object';
  return [
    boundsSentence(quota, voice),
    ...lastRunSentence(quota, voice),
    ...(usedUpByElected === undefined
      ? []
      : [t(`primary.sentence.quota.${usedUpByElected ? 'used-up' : 'not-used-up'}`)]),
    ...(isSoft ? [t('primary.sentence.quota.soft', { priority: strength.soft })] : []),
  ];
}

function lastRunSentence({ scope }: QuotaRule, { t }: Voice): string[] {
  if (scope.kind !== 'stretch') return [];
  return [t(`primary.sentence.quota.last-run-${scope.lastRun ?? 'balanced'}`)];
}

function boundsSentence({ group, scope, atLeast, atMost }: QuotaRule, voice: Voice): string {
  const { t } = voice;
  const groups = group.map((id) => groupName(id, voice)).join(' + ');
  if (scope.kind === 'gap') {
    const { most, from = 1 } = scope;
    return t(`primary.sentence.quota.${from > 1 ? 'gap-from' : 'gap'}`, { groups, most, from });
  }
  const bounds = {
    groups,
    scope: scopeWords(scope, t),
    least: atLeast ? amount(atLeast, t) : '',
    most: atMost ? amount(atMost, t) : '',
  };
  if (atLeast && atMost) return t('primary.sentence.quota.both', bounds);
  return t(`primary.sentence.quota.${atMost ? 'most' : 'least'}`, bounds);
}

function scopeWords(scope: Exclude<QuotaRule['scope'], { kind: 'gap' }>, t: Translate): string {
  switch (scope.kind) {
    case 'list':
      return t('primary.sentence.scope.list');
    case 'top':
      return scope.places === 'seats'
        ? t('primary.sentence.scope.top-seats')
        : t('primary.sentence.scope.top', { places: scope.places });
    case 'prefix':
      return t('primary.sentence.scope.prefix', { from: scope.from });
    case 'stretch':
      return t('primary.sentence.scope.stretch', { length: scope.length });
    case 'place':
      return t('primary.sentence.scope.place', { place: scope.place });
    case 'every': {
      const { from, step } = scope;
      const places = `${from}, ${from + step}, ${from + 2 * step} …`;
      return t('primary.sentence.scope.every', { places });
    }
    case 'window': {
      const { from, to } = scope;
      return t(`primary.sentence.scope.${to === from + 1 ? 'pair' : 'window'}`, { from, to });
    }
  }
}

function slotSentences({ slots }: BodyRule, voice: Voice): string[] {
  if (!slots) return [];
  return [
    ...slots.columns.map((column) => columnSentences(column, voice).join(' ')),
    ...(slots.complete ? [] : [voice.t('primary.sentence.slots.incomplete')]),
  ];
}

function columnSentences(column: SlotColumn, voice: Voice): string[] {
  const { t } = voice;
  const names = (groups: readonly string[]) =>
    groups.map((group) => groupName(group, voice)).join(', ');
  const what = {
    name: column.name[t.language],
    places: column.places.replaceAll('-', '–'),
    groups: column.filledBy === 'group' ? names(column.everyGroup) : '',
  };
  const sentence = t(`primary.sentence.slots.${column.filledBy}`, what);
  switch (column.filledBy) {
    case 'leadership':
      return [sentence];
    case 'merit':
      return column.closedTo
        ? [sentence, t('primary.sentence.slots.closed-to', { groups: names(column.closedTo) })]
        : [sentence];
    case 'group':
      return [sentence, usedUpSentence(column, t)];
  }
}

function usedUpSentence({ usedUpByElected, whenUsedUp }: ReservedColumn, t: Translate): string {
  if (!usedUpByElected) return t('primary.sentence.quota.not-used-up');
  return t(`primary.sentence.slots.${whenUsedUp === 'block-moves-up' ? whenUsedUp : 'stays'}`);
}

function amount(value: Amount, t: Translate): string {
  if ('count' in value) return String(value.count);
  return `${writeShare(value.share)} (${t(`primary.sentence.round.${value.round}`)})`;
}

function groupName(id: string, { t, rules }: Voice): string {
  return rules.groups.find((group) => group.id === id)?.name[t.language] ?? id;
}
