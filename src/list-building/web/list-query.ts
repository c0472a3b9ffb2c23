/** The five views of a list, in the order in which they come about. */
export const viewKeys = [
  'as-voted',
  'after-quotas',
  'after-interventions',
  'as-filed',
  'mandates',
] as const;

export type ViewKey = (typeof viewKeys)[number];

/** What a reader asked of the page of a list; nothing asked is the plain page. */
export interface ListQuery {
  /** Somebody to follow through the views. */
  readonly person: string | null;
  /** Only the members of this group. */
  readonly group: string | null;
  /** The views compared in the picture of who moved where. */
  readonly from: ViewKey;
  readonly to: ViewKey;
  /** Only these two views in the table, for narrow screens. */
  readonly onlyTwo: boolean;
  /** Every reason open, for print. */
  readonly open: boolean;
  /** Everybody in the reserve, not only the first of them. */
  readonly wholeReserve: boolean;
  /** The language where the address says it. */
  readonly lang: string | null;
}

export const plainQuery: ListQuery = {
  person: null,
  group: null,
  from: 'as-voted',
  to: 'after-interventions',
  onlyTwo: false,
  open: false,
  wholeReserve: false,
  lang: null,
};

/** Reads the query of an address; what it does not know is as if it had not been said. */
export function readListQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const view = (name: 'from' | 'to') =>
    viewKeys.find((key) => key === query[name]) ?? plainQuery[name];
  return {
    person: text('person'),
    group: text('group'),
    from: view('from'),
    to: view('to'),
    onlyTwo: query['views'] === 'two',
    open: query['reasons'] === 'open',
    wholeReserve: query['reserve'] === 'all',
    lang: text('lang'),
  };
}

/** The pairs of an address that asks this; what is as on the plain page is left out. */
export function queryPairs(query: ListQuery): { readonly name: string; readonly value: string }[] {
  const pairs: Record<string, string | null> = {
    person: query.person,
    group: query.group,
    from: query.from === plainQuery.from ? null : query.from,
    to: query.to === plainQuery.to ? null : query.to,
    views: query.onlyTwo ? 'two' : null,
    reasons: query.open ? 'open' : null,
    reserve: query.wholeReserve ? 'all' : null,
    lang: query.lang,
  };
  return Object.entries(pairs).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  );
}

/**
 * The link that asks something else of the same page and keeps the rest of the question. It is relative, because a page
 * of 200 places has a thousand of them.
 */
export function listHref(query: ListQuery, change: Partial<ListQuery>, anchor = ''): string {
  const pairs = queryPairs({ ...query, ...change });
  const search = new URLSearchParams(
    pairs.map(({ name, value }): [string, string] => [name, value]),
  );
  return `?${search.toString()}${anchor}`;
}
