import { countingMethodNames } from './counting-methods.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** How a share is written: `1/5`, `30%`, `1.3` or `2`. */
export const sharePattern = '^(\\d+(\\.\\d+)?\\s*%?|\\d+\\s*/\\s*[1-9]\\d*)$';
export const datePattern = '^\\d{4}-\\d{2}-\\d{2}$';
export const idPattern = '^[a-z0-9]+(-[a-z0-9]+)*$';
export const territoryPattern = '^[A-Z]{2}(-\\d+)?$';

type Properties = Readonly<Record<string, JsonObject>>;

function object(
  description: string,
  properties: Properties,
  optional: readonly string[] = [],
): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', description, additionalProperties: false, required, properties };
}

function variants(description: string, branches: readonly JsonObject[], tag = 'kind'): JsonObject {
  return {
    type: 'object',
    description,
    discriminator: { propertyName: tag },
    required: [tag],
    oneOf: branches,
  };
}

function variant(
  kind: string,
  description: string,
  properties: Properties = {},
  optional: readonly string[] = [],
): JsonObject {
  return object(description, { kind: { const: kind }, ...properties }, optional);
}

function list(description: string, items: JsonObject, minItems = 0): JsonObject {
  return { type: 'array', description, minItems, items };
}

function closedList(description: string, values: readonly string[], minItems = 0): JsonObject {
  return { ...list(description, { enum: values }, minItems), uniqueItems: true };
}

const ref = (name: string, description?: string): JsonObject =>
  description === undefined
    ? { $ref: `#/$defs/${name}` }
    : { $ref: `#/$defs/${name}`, description };

const text = (description: string): JsonObject => ({ type: 'string', minLength: 1, description });
const flag = (description: string): JsonObject => ({ type: 'boolean', description });
const choice = (description: string, values: readonly string[]): JsonObject => ({
  enum: values,
  description,
});
const whole = (description: string, minimum: number): JsonObject => ({
  type: 'integer',
  minimum,
  description,
});
const id = (description: string): JsonObject => ({
  type: 'string',
  pattern: idPattern,
  description,
});
const share = (description: string): JsonObject => ({
  type: 'string',
  pattern: sharePattern,
  description,
});
const date = (description: string): JsonObject => ({
  type: 'string',
  pattern: datePattern,
  description,
});
const rounding = ref('rounding');
const name = ref('words', 'What people read.');

const words = object('A text in Kazakh, Russian and English.', {
  kk: text('In Kazakh.'),
  ru: text('In Russian.'),
  en: text('In English.'),
});

const amount: JsonObject = {
  type: 'object',
  description:
    'A number of people: `count`, or a `share` with its rounding. "At least 20 %" of 126 people, rounded up, are 26.',
  additionalProperties: false,
  properties: {
    count: whole('So many people.', 0),
    share: share('This share of the people counted.'),
    round: rounding,
  },
  if: { required: ['count'] },
  then: { properties: { count: true, share: false, round: false } },
  else: { required: ['share', 'round'] },
};

const calendar = object(
  'The days of the season. A stage lasts from its first to its last day, both included.',
  {
    announced: date('The day the primary is announced.'),
    registration: ref('dateSpan', 'Applications are taken and decided.'),
    campaigning: ref('dateSpan', 'Debates, meetings and questions. May overlap with voting.'),
    voting: ref('dateSpan', 'From the first vote to the last conference.'),
    referenceDate: date('Ages and years of residence count on this day.'),
    filing: date('The list is handed to the election commission by this day.'),
  },
);

const eligibility = object('Who may stand.', {
  minimumAge: {
    ...object('Completed years of age on the reference date, by the level of the body.', {
      country: whole('For a body of the whole country.', 0),
      region: whole('For a body of a region.', 0),
      district: whole('For a body of a district or city.', 0),
    }),
    required: [],
  },
  residenceYears: whole('Years of residence in the country before the reference date.', 0),
  membership: choice(
    'Party membership: `required` when applying, `by-close` of registration, or `none`.',
    ['required', 'by-close', 'none'],
  ),
  barredBy: closedList('What bars a person from standing.', [
    'unspent-conviction',
    'corruption-offence',
    'expulsion',
  ]),
  candidaciesPerLevel: whole('In how many contests of one level a person may stand at once.', 1),
});

const documentRule = object(
  'A document that belongs to an application.',
  {
    id: id('Its short name in this rule set.'),
    name,
    required: choice('Who must file it: everyone, a group, or those of a nomination route.', [
      'always',
      'for-group',
      'for-route',
    ]),
    of: text('The group or the nomination route that must file it.'),
  },
  ['of'],
);

const groupRule = variants(
  'A group of people that quotas, renewal or tie rules refer to. The commission verifies who belongs to it before voting.',
  [
    variant('sex', 'People of one sex, as in the identity document.', {
      id: id('Its short name in this rule set.'),
      name,
      sex: choice('The sex.', ['female', 'male']),
    }),
    {
      ...object('People younger than an age on a day.', {
        kind: { const: 'age' },
        id: id('Its short name in this rule set.'),
        name,
        under: whole('Younger than this many completed years.', 1),
        on: date('The day that counts; without it the reference date of the calendar.'),
      }),
      required: ['kind', 'id', 'name', 'under'],
    },
    variant(
      'certificate',
      'People who prove it with a document. Pages tell it to nobody but those who examine it; a quota that counts the group alone makes it public in the document of the list.',
      {
        id: id('Its short name in this rule set.'),
        name,
        document: id('The document of this rule set that proves it.'),
      },
    ),
    variant('newcomer', 'People who held no place before. Counted by person, never by name.', {
      id: id('Its short name in this rule set.'),
      name,
      notIn: closedList(
        'Where a newcomer was not: on the previous list, in the same body, in any body.',
        ['previous-list', 'same-body', 'any-body'],
        1,
      ),
    }),
  ],
);

const debates = object('The duty to debate.', {
  obligatory: flag('Whether every candidate must take part in the debate of their contest.'),
  absenceStrikesOff: flag(
    'Whether absence without a reason the commission accepts is a ground for striking off.',
  ),
  minutesEach: whole('Minutes of speech for each candidate.', 1),
});

const commissions = object('How the commissions decide.', {
  members: whole('Members of a commission, the chair included.', 1),
  quorum: ref('shareAmount', 'The part of the members that must take part in a decision.'),
  majority: share('A decision needs more than this share of the votes cast on it.'),
  signatures: ref('shareAmount', 'The part of the members that must sign the protocol of a round.'),
});

const appeals = object('Where a decision can be appealed against.', {
  ladder: list(
    'The steps, from the nearest to the last.',
    object('One step of the ladder.', {
      level: choice('Who decides.', ['territorial', 'regional', 'central']),
      fileWithinDays: whole('Days to file the appeal, counted from the notice.', 1),
      decideWithinDays: whole('Days to decide it, counted from the filing.', 1),
      suspensive: flag('Whether the decision has no effect while the appeal is open.'),
    }),
    1,
  ),
});

const seats = object(
  'How many seats the body has.',
  {
    default: whole('In every territory that is not named.', 1),
    byTerritory: {
      type: 'object',
      description: 'In the named territories, by code.',
      additionalProperties: whole('Seats in this territory.', 1),
    },
  },
  ['byTerritory'],
);

const listLength = object('The length of the list: seats × factor, rounded.', {
  factor: share('The factor, such as "1.3".'),
  round: rounding,
});

function ballotAmount(description: string, what: string): JsonObject {
  return {
    type: 'object',
    description: `${description}: a \`count\`, or so many \`perSeat\` of the unit.`,
    additionalProperties: false,
    properties: {
      count: whole(`So many ${what}.`, 0),
      perSeat: share(`So many ${what} for each seat the unit fills.`),
      round: rounding,
    },
    if: { required: ['count'] },
    then: { properties: { count: true, perSeat: false, round: false } },
    else: { required: ['perSeat', 'round'] },
  };
}

const ballot = variants('What a voter may mark.', [
  variant('single', 'One candidate.'),
  variant('rating', 'Several candidates, each with one mark.', {
    marks: ballotAmount('The most marks a ballot may carry', 'marks'),
  }),
  variant('cumulative', 'Several votes, which may be heaped on one candidate.', {
    votes: ballotAmount('How many votes a ballot gives away', 'votes'),
    mostForOne: whole('The most votes one candidate may get from one ballot.', 1),
  }),
  variant(
    'score',
    'Each candidate by itself, from 0 to the highest score; a candidate may be left without one.',
    {
      highest: whole('The highest score.', 1),
      grades: list('What the scores are called, from 0 up; without it they are numbers.', name, 2),
    },
    ['grades'],
  ),
  variant(
    'ranking',
    'The candidates in order: first, second, third choice.',
    {
      ranks: ballotAmount('The most places a ballot may fill; without it all', 'places'),
      equalRanks: flag('Whether several candidates may stand on one place.'),
    },
    ['ranks'],
  ),
]);

const counting = object(
  'How the ballots are counted. Without it `single` ballots by plurality, and `rating`, `cumulative` and `score` ballots by their sums; `ranking` ballots need it.',
  {
    method: choice('The method of counting.', countingMethodNames),
    options: {
      type: 'object',
      description: 'Options of the method, each one word; what is not said has its default.',
      additionalProperties: text('The word.'),
    },
  },
  ['options'],
);

const unitSeats = variants('How many of the seats a unit of the stage fills.', [
  variant('all', 'All of them: the unit is the whole contest.'),
  variant('apportioned', 'Its part, by its number of members.', {
    method: choice('How the seats are divided among the units.', [
      'dhondt',
      'sainte-lague',
      'equal',
    ]),
    atLeast: whole('Every unit has at least this many seats.', 0),
  }),
]);

const cut = variants(
  'Who goes on to the next stage; after the last stage: into the merit order of the list.',
  [
    variant('top', 'The best of each unit, a fixed number.', { count: whole('So many.', 0) }),
    variant('per-seat', 'The best of each unit, so many for each seat it fills.', {
      factor: share('So many for each seat.'),
      round: rounding,
    }),
    variant('share', 'The best share of the candidates of each unit.', {
      share: share('This share of the candidates.'),
      round: rounding,
    }),
    variant('all', 'Everyone, in the order of votes.'),
  ],
);

const tie = variants('One step of the tie policy.', [
  variant('earlier-stage', 'The one with more votes in the stage before.'),
  variant(
    'earlier-round',
    'The one with more votes in another round of the same count in which they differ.',
    {
      direction: choice('The last such round, or the first.', ['backwards', 'forwards']),
      many: choice(
        'With more than two: each round narrows the set, or only a round decides in which all differ.',
        ['narrow', 'all-differ'],
      ),
    },
  ),
  variant('first-preferences', 'The one with more first preferences.'),
  variant('elder', 'The elder.'),
  variant('younger', 'The younger.'),
  variant('group', 'A member of a group before others.', { group: id('The group.') }),
  variant('stated-order', 'The one before the other on the ballot. Settles every tie.'),
  variant('lot', 'A recorded drawing of lots. Settles every tie.'),
  variant('ask', 'The commission decides and signs its reason. Settles every tie.'),
]);

const stage = object(
  'One stage of the selection path: a vote in every unit of a level.',
  {
    id: id('Its short name in this body.'),
    name,
    unit: ref('level', 'The level of the territories that vote separately.'),
    electorate: choice('Who votes.', ['members', 'delegates', 'commission']),
    channels: closedList('How votes are cast.', ['online', 'paper'], 1),
    ballot,
    counting,
    quorum: ref('shareAmount', 'The least turnout, as a share of the roll; without it none.'),
    unitSeats,
    cut,
    ties: list('The tie policy; the steps are tried in order.', tie, 1),
  },
  ['counting', 'quorum'],
);

const merge = variants('How the units of the last stage become one merit order.', [
  variant('single-unit', 'There is only one unit.'),
  variant('share-of-valid', 'By the share of the valid ballots of the unit.'),
  variant('share-of-roll', 'By the share of the roll of the unit.'),
  variant('round-robin', 'The firsts of all units, then the seconds, and so on.', {
    unitsBy: choice('The order of the units: the larger roll first, or as in the territory tree.', [
      'roll',
      'territory',
    ]),
  }),
  variant('highest-averages', 'By highest averages over the rolls of the units.', {
    method: choice('The divisors.', ['dhondt', 'sainte-lague']),
  }),
]);

const scope = variants('Where on the list the quota holds.', [
  variant('list', 'On the whole list.'),
  variant('top', 'On the places expected to win.', {
    places: {
      description: 'The number of places, or `seats` for as many as the contest has seats.',
      anyOf: [{ const: 'seats' }, { type: 'integer', minimum: 1 }],
    },
  }),
  variant('prefix', 'On every beginning of the list.', {
    from: whole('From the beginning of this length on.', 1),
  }),
  variant(
    'stretch',
    'On every run of so many places: 1–5, 6–10 … With a length of two and one member at least and at most it makes pairs.',
    {
      length: whole('The length of a run.', 1),
      lastRun: choice(
        'A shorter last run: `balanced`, as near to the share as its length allows, or `free`. Without it: balanced.',
        ['balanced', 'free'],
      ),
    },
    ['lastRun'],
  ),
  variant(
    'gap',
    'Never more than so many places in a row without a member of the group; no amounts. At most one without a woman and one without a man: the sexes alternate.',
    {
      most: whole('The most places in a row without one.', 1),
      from: whole('Counted from this place on; without it from place 1.', 1),
    },
    ['from'],
  ),
  variant('place', 'On one place: a reserved place. Amounts are counts.', {
    place: whole('The place.', 1),
  }),
  variant('every', 'On single places at equal distances: 1, 3, 5 … Amounts are counts.', {
    from: whole('The first such place.', 1),
    step: whole('From one to the next: 2 for every second place.', 1),
  }),
  variant('window', 'On the places from one to another; "place 7 or 8" is one of two.', {
    from: whole('The first place.', 1),
    to: whole('The last place.', 1),
  }),
]);

const quota = object(
  'A quota: so many members of a group on these places.',
  {
    id: id('Its short name in this body.'),
    name,
    group: list('The groups that count, together: belonging to one is enough.', id('A group.'), 1),
    scope,
    atLeast: ref('amount', 'At least so many.'),
    atMost: ref('amount', 'At most so many.'),
    strength: {
      description:
        '`hard`: no list without it. `soft` with a priority: held as nearly as the harder ones allow. Without it: hard.',
      anyOf: [
        { const: 'hard' },
        object('Soft.', { soft: whole('The priority; 1 gives way last.', 1) }),
      ],
    },
    usedUpByElected: flag(
      'For a reserved place, to be answered before voting: does a member of the group who stands higher on votes use it up?',
    ),
  },
  ['atLeast', 'atMost', 'strength', 'usedUpByElected'],
);

const renewal = object(
  'The renewal target. It is measured and reported; it binds where a quota says so.',
  {
    group: id('The group of newcomers.'),
    listTarget: ref('shareAmount', 'The part of the list that should be new.'),
    seatTarget: ref('shareAmount', 'The part of the seats that should be new.'),
  },
);

const centralQuota = object('Places the leadership may fill, set before the race.', {
  cap: ref('amount', 'The most places of a list.'),
  outsiders: flag('Whether someone who did not stand in the primary may be placed.'),
});

const columnOf = (filledBy: string): Properties => ({
  filledBy: { const: filledBy },
  id: id('Its short name in this template.'),
  name,
  places: text('The places, such as "2-13, 15, 17-18".'),
});
const reach = (description: string): JsonObject =>
  choice(description, ['whole-list', 'column', 'number-stays-empty']);

const succession = object(
  'What happens when somebody leaves the list, yields a place or gives back a mandate. Without it: the whole list is rebuilt before filing, the number stays empty after it, and the next in order takes a vacated seat.',
  {
    beforeFiling: choice(
      'How far the list is rebuilt before it is filed: the `whole-list`, or only the `column` of places the person stood in.',
      ['whole-list', 'column'],
    ),
    afterFiling: reach(
      'How far after it is filed: the `whole-list`, the `column`, or not at all, the `number-stays-empty`.',
    ),
    confirmWithinHours: whole('Within how many hours an offered place is to be accepted.', 1),
    silence: choice(
      'What silence until the deadline means: nothing yet (`waits`), or that the place is declined (`declines`).',
      ['waits', 'declines'],
    ),
    vacancy: variants('Who takes the seat of a deputy who leaves.', [
      variant('next-in-order', 'The next in the reserve who keeps the quotas over the seats.'),
      variant(
        'same-group',
        'After a member of one of these groups the next member of it; otherwise the next in order.',
        { groups: list('The groups.', id('A group.'), 1) },
      ),
      variant('by-decision', 'Anybody in the reserve, by a reasoned decision of the leadership.'),
    ]),
  },
  ['confirmWithinHours', 'silence'],
);

const slots = object('A template that hands out the places of the list column by column.', {
  complete: flag(
    'Whether every place of the list must belong to a column: a place without one is then asked for. If not, the places not named go by merit.',
  ),
  columns: list(
    'The columns.',
    variants(
      'The places of one column and who may stand there.',
      [
        object(
          'Filled by votes.',
          {
            ...columnOf('merit'),
            closedTo: list(
              'Groups that have a column of their own and do not stand here.',
              id('A group.'),
              1,
            ),
          },
          ['closedTo'],
        ),
        object('Filled by the leadership.', columnOf('leadership')),
        object('Reserved for a group. Both answers are given before anybody votes.', {
          ...columnOf('group'),
          everyGroup: list(
            'A person here belongs to every one of these groups.',
            id('A group.'),
            1,
          ),
          usedUpByElected: flag(
            'Does a member of the group who got a place above on votes use the reservation up?',
          ),
          whenUsedUp: choice(
            'A reservation that was used up: the place `stays` where it is and goes by votes, or the `block-moves-up`: every reserved place below it moves up by one, and the last one goes by votes.',
            ['stays', 'block-moves-up'],
          ),
        }),
      ],
      'filledBy',
    ),
    1,
  ),
});

const body = object(
  'One kind of body. Every territory of its level gets a contest.',
  {
    id: id('Its short name in this rule set.'),
    name,
    level: ref('level', 'The level of the territories that have such a body.'),
    within: list(
      'Only in these territories and those within them; without it everywhere.',
      { type: 'string', pattern: territoryPattern, description: 'The code of a territory.' },
      1,
    ),
    seats,
    list: listLength,
    path: list('The selection path, stage by stage.', stage, 1),
    merge,
    objective: choice(
      '`by-place`: every place goes to the best for whom the rest can still be completed. `members-first`: first who is on the list, then in which order.',
      ['by-place', 'members-first'],
    ),
    quotas: list('The quotas of the list.', quota),
    renewal,
    centralQuota,
    slots,
    succession,
  },
  ['within', 'slots', 'succession'],
);

const filing = object('The list as it is filed.', {
  order: choice(
    '`alphabetical-kk`: in the alphabetical order of Kazakh, which carries no rank. `ranked`: in the order of the list.',
    ['alphabetical-kk', 'ranked'],
  ),
  requires: closedList('What must be attached for every person.', [
    'consent',
    'membership',
    'disability-certificate',
    'congress-minutes',
  ]),
});

/** The JSON Schema of a rule set. The reference in `docs/rules.md` is made from its descriptions. */
export const ruleSetSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Rule set of a party primary',
  ...object(
    'Everything a party could decide differently about its primary, in one document that is hashed, published, and frozen when the first round opens.',
    {
      format: { const: 'irikteu-rules/1', description: 'The format of this document.' },
      title: ref('words', 'The name of the primary.'),
      sources: list(
        'Where the rules come from: statutes, instructions, addresses.',
        text('One source.'),
        1,
      ),
      calendar,
      eligibility,
      nomination: closedList(
        'The routes of nomination: by a primary party organisation, or by oneself.',
        ['party-organisation', 'self'],
        1,
      ),
      documents: list('The documents of an application.', documentRule),
      groups: list('The groups that other rules refer to.', groupRule),
      debates,
      commissions,
      appeals,
      bodies: list('The bodies whose lists are selected.', body, 1),
      filing,
    },
  ),
  $defs: {
    words,
    rounding: choice('How a share of a whole number becomes a whole number.', [
      'up',
      'down',
      'half-up',
    ]),
    level: choice('A level of the territory tree.', ['country', 'region', 'district']),
    dateSpan: object('From one day to another, both included.', {
      from: date('The first day.'),
      to: date('The last day.'),
    }),
    shareAmount: object('A share with its rounding.', {
      share: share('The share.'),
      round: rounding,
    }),
    amount,
  },
};
