import { textIn, type FieldSentence, type Translate } from '../../web/index.js';
import { isTerritorial, managesGrant, type Actor, type Grant } from '../actor.js';
import type { GrantTerritory } from '../grant-territories.js';
import { disableRefusal, type StaffMember } from '../staff-accounts.js';
import { staffRoles } from './accounts.form.js';
import { identityPaths } from './paths.js';

/** The most accounts on one page; a search narrows them down. */
const mostAccounts = 100;

export interface AccountsPage {
  readonly title: string;
  readonly sentence: string;
  readonly query: string;
  readonly newAccount: string;
  readonly rows: readonly {
    readonly name: string;
    readonly login: string;
    readonly roles: readonly string[];
    readonly state: string;
    readonly tone: string;
    readonly disabling: string | null;
  }[];
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

export interface NewAccountPage {
  readonly title: string;
  readonly errors: readonly FieldSentence[];
  readonly values: { readonly name: string; readonly login: string };
  readonly roles: readonly Option[];
  readonly territories: readonly Option[];
  readonly back: string;
}

export interface DisablingPage {
  readonly title: string;
  readonly account: string;
  readonly roles: readonly string[];
  readonly errors: readonly FieldSentence[];
  readonly possible: boolean;
  readonly back: string;
}

/** Who of the staff has which role where; open accounts first. */
export function accountsPage(
  accounts: readonly StaffMember[],
  query: string,
  reader: { readonly actor: Actor; readonly territories: readonly GrantTerritory[] },
  t: Translate,
): AccountsPage {
  const found = accounts.filter((account) => isAbout(account, query, reader.territories));
  const shown = found.toSorted(openFirstThenByName).slice(0, mostAccounts);
  const key = found.length === 0 ? 'none' : shown.length < found.length ? 'some' : 'all';
  return {
    title: t('identity.accounts.title'),
    sentence: t(`identity.accounts.${key}`, { total: found.length, shown: shown.length }),
    query,
    newAccount: identityPaths.newAccount,
    rows: shown.map((account) => ({
      name: account.name,
      login: account.login,
      roles: account.grants.map((grant) => grantName(grant, reader.territories, t)),
      state: t(`identity.accounts.${account.disabledAt ? 'disabled' : 'active'}`),
      tone: account.disabledAt ? 'bad' : 'good',
      disabling: disableRefusal(account, reader.actor)
        ? null
        : identityPaths.disabling.replace(':id', account.id),
    })),
  };
}

/** The form for a new account; what was typed is kept, never the password. */
export function newAccountPage(
  reader: { readonly actor: Actor; readonly territories: readonly GrantTerritory[] },
  typed: unknown,
  errors: readonly FieldSentence[],
  t: Translate,
): NewAccountPage {
  const [role, territory] = [textIn(typed, 'role'), textIn(typed, 'territory')];
  const within = reader.territories.filter(({ code }) =>
    managesGrant(reader.actor, { role: 'observer', territory: code }),
  );
  return {
    title: t('identity.accounts.new'),
    errors,
    values: { name: textIn(typed, 'name'), login: textIn(typed, 'login') },
    roles: staffRoles.map((value) => ({
      value,
      label: t(`identity.accounts.${isTerritorial(value) ? 'role-within' : 'role-anywhere'}`, {
        role: t(`identity.role.${value}`),
      }),
      chosen: value === role,
    })),
    territories: [
      { value: '', label: t('identity.accounts.everywhere'), chosen: territory === '' },
      ...within.map(({ code, name }) => ({
        value: code,
        label: `${name[t.language]} (${code})`,
        chosen: code === territory,
      })),
    ],
    back: identityPaths.accounts,
  };
}

/** What closing an account will do, before it does. */
export function disablingPage(
  account: StaffMember,
  reader: { readonly actor: Actor; readonly territories: readonly GrantTerritory[] },
  t: Translate,
): DisablingPage {
  const refusal = disableRefusal(account, reader.actor);
  return {
    title: t('identity.accounts.disable'),
    account: `${account.name} (${account.login})`,
    roles: account.grants.map((grant) => grantName(grant, reader.territories, t)),
    errors: refusal
      ? [{ field: 'account', sentence: t(`identity.accounts.error.${refusal.kind}`) }]
      : [],
    possible: refusal === null,
    back: identityPaths.accounts,
  };
}

const byName = new Intl.Collator('kk');

function openFirstThenByName(a: StaffMember, b: StaffMember): number {
  const closed = Number(a.disabledAt !== null) - Number(b.disabledAt !== null);
  return closed || byName.compare(a.name, b.name) || byName.compare(a.login, b.login);
}

/** Whether a search means the account: by its name, its login, or a territory it holds a role over. */
function isAbout(
  { name, login, grants }: StaffMember,
  query: string,
  territories: readonly GrantTerritory[],
): boolean {
  const places = territories.filter(({ code }) =>
    grants.some(({ territory }) => territory === code),
  );
  const texts = places.flatMap((place) => [place.code, ...Object.values(place.name)]);
  const searched = query.toLocaleLowerCase('kk');
  return [name, login, ...texts].some((text) => text.toLocaleLowerCase('kk').includes(searched));
}

function grantName(
  { role, territory }: Grant,
  territories: readonly GrantTerritory[],
  t: Translate,
): string {
  const where = territories.find(({ code }) => code === territory)?.name[t.language] ?? territory;
  return [t(`identity.role.${role}`), where].filter((part) => part !== null).join(', ');
}
