import { Controller, Get, Inject, NotFoundException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../identity/access.js';
import { SETTINGS, type Settings } from '../settings.js';
import { page, Words, writeMoment, type Answer, type Translate } from '../web/index.js';
import { Outbox, type WaitingMessage } from './outbox.js';

export interface MailboxPage {
  readonly title: string;
  readonly messages: readonly { readonly to: string; readonly at: string; readonly body: string }[];
}

/** Where a demonstration shows the messages it would have sent. Closed everywhere else. */
@ApiExcludeController()
@Public()
@Controller('mailbox')
export class MailboxController {
  constructor(
    private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async show(@Words() t: Translate): Promise<Answer> {
    if (!this.settings.openMailbox) throw new NotFoundException();
    return page('notification/mailbox', mailboxPage(t, await this.outbox.newest(50)));
  }
}

export function mailboxPage(t: Translate, messages: readonly WaitingMessage[]): MailboxPage {
  return {
    title: t('notification.mailbox.title'),
    messages: messages.map(({ recipient, at, body }) => ({
      to: recipient,
      at: writeMoment(at, t.language),
      body,
    })),
  };
}
