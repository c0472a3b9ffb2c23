import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NotificationMessageEntity } from './notification-message.entity.js';
import { Outbox } from './outbox.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([NotificationMessageEntity])],
  providers: [Outbox],
  exports: [Outbox],
})
export class NotificationModule {}
