import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK } from '../clock.js';
import { Database, type Tx } from '../database/database.js';

export interface Message {
  /** A telephone number or an e-mail address. */
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

export interface WaitingMessage extends Message {
  readonly id: string;
  readonly at: Date;
}

/** Messages to people. They are written in the transaction that causes them and sent afterwards, so none is lost. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async post(tx: Tx, message: Message): Promise<void> {
    await this.postAll(tx, [message]);
  }

  async postAll(tx: Tx, messages: readonly Message[]): Promise<void> {
    await tx.query(
      `INSERT INTO notification_message (id, channel, recipient, subject, body, created_at)
       SELECT m.*, $6 FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS m`,
      [
        messages.map(() => randomUUID()),
        messages.map(({ recipient }) => (recipient.includes('@') ? 'email' : 'sms')),
        messages.map(({ recipient }) => recipient),
        messages.map(({ subject }) => subject),
        messages.map(({ body }) => body),
        this.clock.now(),
      ],
    );
  }

  /** The newest messages, for the mailbox page of a demonstration. */
  newest(limit: number): Promise<WaitingMessage[]> {
    return this.database.rows<WaitingMessage>(
      `SELECT id, recipient, subject, body, created_at AS at FROM notification_message
        ORDER BY created_at DESC LIMIT $1`,
      [limit],
    );
  }
}
