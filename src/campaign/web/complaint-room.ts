import { ForbiddenException, Inject, Injectable, NotFoundException } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { isId } from '../../kernel/ids.js';
import { CLOCK } from '../../platform/clock.js';
import type { Actor } from '../../platform/identity/index.js';
import { page, type Answer, type FieldSentence, type Translate } from '../../platform/web/index.js';
import { ComplaintDirectory, type SeenComplaint } from '../application/complaint-directory.js';
import type { CampaignRefusal } from '../application/refusal.js';
import type { ComplaintId } from '../domain/ids.js';
import { complaintPage, type TypedFinding } from './complaint.page.js';
import { NameBooks, type NameBook } from './name-book.js';
import { refusalSentences, statusOf } from './refusal-sentences.js';

/** A complaint with the names on its page. */
export interface OpenedComplaint {
  readonly seen: SeenComplaint;
  readonly names: NameBook;
}

/** Opens one complaint for whoever may read it, and shows it; the rooms of bodies and parties share it. */
@Injectable()
export class ComplaintRoom {
  constructor(
    private readonly complaints: ComplaintDirectory,
    private readonly books: NameBooks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(id: string, actor: Actor, t: Translate): Promise<OpenedComplaint> {
    if (!isId(id)) throw new NotFoundException();
    const found = await this.complaints.one(id as ComplaintId, actor);
    if (!found.ok) {
      throw statusOf(found.error) === 404 ? new NotFoundException() : new ForbiddenException();
    }
    const { complaint } = found.value;
    const people = complaint.respondent ? [complaint.respondent] : [];
    const names = await this.books.of(complaint.primaryId, people, t.language);
    return { seen: found.value, names };
  }

  show(
    { seen, names }: OpenedComplaint,
    at: { readonly path: string; readonly back: string },
    t: Translate,
    refused: { readonly errors: readonly FieldSentence[]; readonly typed: TypedFinding } | null,
    status = 200,
  ): Answer {
    const facts = { names, now: this.clock.now(), ...refused };
    return page('campaign/complaint', complaintPage(seen, at, facts, t), status);
  }

  refuse(
    opened: OpenedComplaint,
    at: { readonly path: string; readonly back: string },
    t: Translate,
    refusals: readonly CampaignRefusal[],
    typed: TypedFinding,
  ): Answer {
    const errors = refusalSentences(refusals, t, (id) => opened.names.candidate(id));
    return this.show(opened, at, t, { errors, typed }, statusOf(refusals));
  }
}
