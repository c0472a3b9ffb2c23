import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ForgetPostingMomentsService } from './forget-posting-moments.service.js';
import { MailboxController } from './mailbox.controller.js';
import { NotificationMessageEntity } from './notification-message.entity.js';
import { Outbox } from './outbox.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([NotificationMessageEntity])],
  controllers: [MailboxController],
  providers: [ForgetPostingMomentsService, Outbox],
  exports: [Outbox],
})
export class NotificationModule {}
