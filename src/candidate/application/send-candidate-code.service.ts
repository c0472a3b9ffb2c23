import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '../../kernel/result.js';
import { Database } from '../../platform/database/index.js';
import { maskContact, OneTimeCodes, PersonSignInService } from '../../platform/identity/index.js';
import { Outbox } from '../../platform/notification/index.js';
import { parseIin, type Iin } from '../domain/iin.js';
import type { CandidateRefusal } from './refusal.js';

export interface AccountRequest {
  readonly iin: string;
  readonly contact: string;
}

/**
 * First step of opening a candidate's account: a code to the contact. Whoever the party knows already gets it at the
 * contact on file, never at one typed in, so that nobody can take another person's place.
 */
@Injectable()
export class SendCandidateCodeService {
  constructor(
    private readonly database: Database,
    private readonly codes: OneTimeCodes,
    private readonly people: PersonSignInService,
    private readonly outbox: Outbox,
  ) {}

  /** Answers where the code was sent, masked. */
  async send(
    request: AccountRequest,
    message: (code: string) => { readonly subject: string; readonly body: string },
  ): Promise<Result<string, CandidateRefusal[]>> {
    const iin = parseIin(request.iin);
    const contact = readContact(request.contact);
    if (!iin.ok || !contact) {
      return refuse([
        ...(iin.ok ? [] : [iin.error]),
        ...(contact ? [] : [{ kind: 'contact-malformed' } as const]),
      ]);
    }
    const known = await this.people.sendCode(iin.value, message);
    if (known.ok) return known;
    if (known.error.kind !== 'person-unknown') return refuse([known.error]);
    return await this.database.decide(async (tx): Promise<Result<string, CandidateRefusal[]>> => {
      const issued = await this.codes.issue(tx, newAccountSubject(iin.value, contact));
      if (!issued.ok) return refuse([issued.error]);
      await this.outbox.post(tx, { recipient: contact, ...message(issued.value) });
      return accept(maskContact(contact));
    });
  }
}

/** What a code for a new account is bound to: this person at this contact. */
export function newAccountSubject(iin: Iin, contact: string): string {
  return `candidate:${iin}:${contact}`;
}

/** A Kazakhstan mobile number or an e-mail address, in one spelling; null when it is neither. */
export function readContact(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(trimmed)) return trimmed;
  const digits = trimmed.replace(/[\s()+-]/g, '');
  const national = /^(?:7|8)?(7\d{9})$/.exec(digits)?.[1];
  return national ? `+7${national}` : null;
}
