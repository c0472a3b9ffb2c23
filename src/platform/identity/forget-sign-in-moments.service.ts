import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { hour, later, type Clock } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Database, keepOnlyDays, type KeptMoments } from '../database/index.js';
import { Jobs } from '../jobs/index.js';

const ofPerson = (account: string): string =>
  `EXISTS (SELECT 1 FROM identity_account a WHERE a.id = ${account} AND a.iin IS NOT NULL)`;

/** Of people, not of staff: a session still ends on its day, and a spent token stays spent. */
const momentsOfPeople: readonly KeptMoments[] = [
  {
    table: 'identity_session',
    columns: ['started_at', 'expires_at', 'revoked_at'],
    where: ofPerson('t.account_id'),
  },
  {
    table: 'identity_refresh_token',
    columns: ['issued_at', 'used_at'],
    where: `EXISTS (SELECT 1 FROM identity_session s WHERE s.id = t.session_id AND ${ofPerson('s.account_id')})`,
  },
  { table: 'identity_account', columns: ['created_at'], where: 't.iin IS NOT NULL' },
  {
    table: 'identity_grant',
    columns: ['granted_at', 'revoked_at'],
    where: ofPerson('t.account_id'),
  },
  { table: 'identity_one_time_code', columns: ['created_at', 'expires_at', 'used_at'] },
];

/**
 * People sign in shortly before they vote, and the heads of a box say to some seconds when a ballot came. So that the one
 * cannot be held beside the other afterwards, every night what is older than an hour keeps only its day.
 */
@Injectable()
export class ForgetSignInMomentsService implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.handle({
      name: 'identity-forget-moments',
      work: () => this.forget(),
      schedule: '20 3 * * *',
    });
  }

  async forget(): Promise<void> {
    const before = later(this.clock.now(), -hour);
    for (const moments of momentsOfPeople) await keepOnlyDays(this.database, moments, before);
  }
}
