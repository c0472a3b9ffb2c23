import { Module } from '@nestjs/common';
import { assert } from '../kernel/assert.js';
import { ed25519Key } from '../platform/ledger/index.js';
import { SETTINGS, type Settings } from '../platform/settings.js';
import { TakeOrderService } from './application/take-order.service.js';
import { BallotBoxModule } from './ballot-box.module.js';
import { CastingModule } from './casting.module.js';
import { BoxLineApi, REGISTER_KEY } from './web/box-line.api.js';

/** A box that is a program of its own: it takes ballots and follows the signed orders of its register. */
@Module({
  imports: [BallotBoxModule, CastingModule],
  controllers: [BoxLineApi],
  providers: [
    TakeOrderService,
    {
      provide: REGISTER_KEY,
      inject: [SETTINGS],
      useFactory: ({ voting }: Settings) => {
        assert(voting.kind === 'box', 'a box of its own has a register');
        return ed25519Key(voting.register.key);
      },
    },
  ],
})
export class LoneBoxModule {}
