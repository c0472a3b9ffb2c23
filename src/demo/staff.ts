import type { INestApplicationContext } from '@nestjs/common';
import { defined } from '../kernel/assert.js';
import type { TerritoryCode } from '../kernel/ids.js';
import { Accounts, type Actor, type Role } from '../platform/identity/index.js';
import { makeTrusteeKeys, type DemoTrustee } from './ballot-keys.js';
import { chanceOf } from './chance.js';
import { eachOf, expected } from './expect.js';
import { inventName } from './names.js';

/** A commission as the rules want it: chair, secretary and three members. */
export interface Commission {
  readonly chair: Actor;
  readonly secretary: Actor;
  readonly members: readonly Actor[];
}

export interface Staff {
  readonly office: Actor;
  /** A second of the central office, for what one alone may not do. */
  readonly deputy: Actor;
  readonly control: Actor;
  readonly commissions: ReadonlyMap<TerritoryCode, Commission>;
  /** Who holds the shares of the ballot keys: over the first of the territories and all within it. */
  readonly trustees: readonly DemoTrustee[];
  /** The logins printed at the end; everybody has the same password. */
  readonly logins: readonly { readonly role: Role; readonly login: string }[];
}

export const demoPassword = 'irikteu-demo-2020';

const seats: readonly (readonly [Role, string])[] = [
  ['commission-chair', 'chair'],
  ['commission-secretary', 'secretary'],
  ['commission-member', 'member-1'],
  ['commission-member', 'member-2'],
  ['commission-member', 'member-3'],
];

/** Opens the accounts of the central office, party control, an observer and one commission a territory. */
export async function openStaff(
  app: INestApplicationContext,
  territories: readonly TerritoryCode[],
  seed: number,
): Promise<Staff> {
  const accounts = app.get(Accounts);
  const open = async (
    login: string,
    role: Role,
    territory: TerritoryCode | null,
  ): Promise<Actor> => {
    const grants = [{ role, territory }];
    const staff = { login, name: nameOf(login, seed), password: demoPassword, grants };
    const id = expected(await accounts.openForStaff(staff, null), `the account ${login}`);
    return defined(await accounts.actor(id), 'an account just opened');
  };
  const [office, deputy, control] = await Promise.all([
    open('office', 'central-office', null),
    open('office-2', 'central-office', null),
    open('control', 'party-control', 'KZ' as TerritoryCode),
    open('observer', 'observer', null),
    open('administrator', 'administrator', null),
  ]);
  const commissions = await eachOf(territories, 4, async (territory) => {
    const name = territory.toLowerCase();
    const people = await Promise.all(
      seats.map(([role, seat]) => open(`${seat}.${name}`, role, territory)),
    );
    const [chair, secretary] = people;
    return [
      territory,
      {
        chair: defined(chair, 'a chair'),
        secretary: defined(secretary, 'a secretary'),
        members: people,
      },
    ] as const;
  });
  const [first = '' as TerritoryCode] = territories;
  const trustees = await Promise.all(
    [1, 2, 3].map((seat) => open(`trustee-${seat}`, 'trustee', first)),
  );
  return {
    office,
    deputy,
    control,
    commissions: new Map(commissions),
    trustees: await makeTrusteeKeys(app, trustees),
    logins: [
      { role: 'central-office', login: 'office' },
      { role: 'central-office', login: 'office-2' },
      ...seats
        .slice(0, 3)
        .map(([role, seat]) => ({ role, login: `${seat}.${first.toLowerCase()}` })),
      { role: 'trustee', login: 'trustee-1' },
      { role: 'party-control', login: 'control' },
      { role: 'observer', login: 'observer' },
      { role: 'administrator', login: 'administrator' },
    ],
  };
}

/** Protocols are signed by people, not by logins. */
function nameOf(login: string, seed: number): string {
  const chance = chanceOf(seed, `staff ${login}`);
  const { family, given, patronymic } = inventName(
    chance,
    chance.pick(['female', 'male'] as const),
  );
  return `${family} ${given} ${patronymic}`;
}
