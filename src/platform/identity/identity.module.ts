import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS, type Settings } from '../settings.js';
import { AccessGuard } from './access.guard.js';
import { AccountEntity } from './account.entity.js';
import { Accounts } from './accounts.js';
import { ForgetSignInMomentsService } from './forget-sign-in-moments.service.js';
import { Doorkeeper } from './doorkeeper.js';
import { GrantEntity } from './grant.entity.js';
import { GrantTerritories } from './grant-territories.js';
import { JwtStrategy } from './jwt.strategy.js';
import { KnownSessions } from './known-sessions.js';
import { LockOut } from './lock-out.js';
import { FailureEntity, OneTimeCodeEntity } from './one-time-code.entity.js';
import { OneTimeCodes } from './one-time-codes.js';
import { PersonSignInService } from './person-sign-in.service.js';
import { PersonSources } from './person-sources.js';
import { RefreshTokenEntity, SessionEntity } from './session.entity.js';
import { accessTokens, Sessions } from './sessions.js';
import { SetUpService } from './set-up.service.js';
import { SignInService } from './sign-in.service.js';
import { StaffAccounts } from './staff-accounts.js';
import { AccountsApi } from './web/accounts.api.js';
import { AccountsController } from './web/accounts.controller.js';
import { SessionApi } from './web/session.api.js';
import { SetUpController } from './web/set-up.controller.js';
import { SignInController } from './web/sign-in.controller.js';

@Global()
@Module({
  imports: [
    PassportModule,
    JwtModule.registerAsync({
      inject: [SETTINGS],
      useFactory: ({ secret }: Settings) => accessTokens(secret),
    }),
    TypeOrmModule.forFeature([
      AccountEntity,
      GrantEntity,
      SessionEntity,
      RefreshTokenEntity,
      OneTimeCodeEntity,
      FailureEntity,
    ]),
  ],
  controllers: [SignInController, SetUpController, SessionApi, AccountsApi, AccountsController],
  providers: [
    Accounts,
    ForgetSignInMomentsService,
    Doorkeeper,
    GrantTerritories,
    KnownSessions,
    LockOut,
    OneTimeCodes,
    PersonSignInService,
    PersonSources,
    Sessions,
    SetUpService,
    SignInService,
    StaffAccounts,
    JwtStrategy,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [
    Accounts,
    Doorkeeper,
    GrantTerritories,
    OneTimeCodes,
    PersonSignInService,
    PersonSources,
    Sessions,
    SetUpService,
    SignInService,
  ],
})
export class IdentityModule {}
