import { Body, Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isId, type AccountId, type TerritoryCode } from '../../../kernel/ids.js';
import {
  fieldSentences,
  go,
  page,
  readBody,
  Words,
  type Answer,
  type FieldSentence,
  type Translate,
} from '../../web/index.js';
import { Access, CurrentActor } from '../access.js';
import { Accounts } from '../accounts.js';
import type { Actor } from '../actor.js';
import { GrantTerritories } from '../grant-territories.js';
import { StaffAccounts, type StaffMember } from '../staff-accounts.js';
import { accountField, accountSentence } from './account-sentence.js';
import { NewAccountForm } from './accounts.form.js';
import { accountsPage, disablingPage, newAccountPage } from './accounts.page.js';
import { identityPaths } from './paths.js';

/** The accounts of staff: who has which role where, a new one, the end of one. */
@ApiExcludeController()
@Access('central-office', 'administrator')
@Controller()
export class AccountsController {
  constructor(
    private readonly accounts: Accounts,
    private readonly staff: StaffAccounts,
    private readonly territories: GrantTerritories,
  ) {}

  @Get(identityPaths.accounts)
  async list(
    @Query('q') q: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const query = typeof q === 'string' ? q.trim() : '';
    const [accounts, territories] = await Promise.all([this.staff.all(), this.territories.all()]);
    return page('identity/accounts', accountsPage(accounts, query, { actor, territories }, t));
  }

  @Get(identityPaths.newAccount)
  async ask(@CurrentActor() actor: Actor, @Words() t: Translate): Promise<Answer> {
    return await this.form(actor, {}, [], t);
  }

  @Post(identityPaths.newAccount)
  async open(
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const form = await readBody(NewAccountForm, body);
    if (!form.ok) return await this.form(actor, body, fieldSentences(form.error, t), t);
    const { role, territory, ...staff } = form.value;
    const grants = [{ role, territory: territory === '' ? null : (territory as TerritoryCode) }];
    const opened = await this.accounts.openForStaff({ ...staff, grants }, actor);
    if (opened.ok) return go(`${identityPaths.accounts}?q=${encodeURIComponent(staff.login)}`);
    const { error } = opened;
    const errors = [{ field: accountField(error), sentence: accountSentence(t, error) }];
    return await this.form(actor, body, errors, t);
  }

  @Get(identityPaths.disabling)
  async confirm(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    return await this.disabling(await this.found(id), actor, t);
  }

  @Post(identityPaths.disabling)
  async disable(
    @Param('id') id: string,
    @CurrentActor() actor: Actor,
    @Words() t: Translate,
  ): Promise<Answer> {
    const account = await this.found(id);
    const disabled = await this.staff.disable(account.id, actor);
    if (disabled.ok) return go(`${identityPaths.accounts}?q=${encodeURIComponent(account.login)}`);
    return await this.disabling(await this.found(id), actor, t);
  }

  private async found(id: string): Promise<StaffMember> {
    const account = isId(id) ? await this.staff.byId(id as AccountId) : null;
    if (!account) throw new NotFoundException();
    return account;
  }

  private async disabling(account: StaffMember, actor: Actor, t: Translate): Promise<Answer> {
    const territories = await this.territories.all();
    const view = disablingPage(account, { actor, territories }, t);
    return page('identity/disabling', view, view.possible ? 200 : 422);
  }

  private async form(
    actor: Actor,
    typed: unknown,
    errors: readonly FieldSentence[],
    t: Translate,
  ): Promise<Answer> {
    const territories = await this.territories.all();
    const view = newAccountPage({ actor, territories }, typed, errors, t);
    return page('identity/new-account', view, errors.length > 0 ? 422 : 200);
  }
}
