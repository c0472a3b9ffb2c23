import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import type { AccountId, TerritoryCode } from '../../../kernel/ids.js';
import { readBody, refusal, Words, type Translate } from '../../web/index.js';
import { Access, CurrentActor } from '../access.js';
import { Accounts } from '../accounts.js';
import { roles, type Actor, type Role } from '../actor.js';
import { accountSentence } from './account-sentence.js';

class OpenAccountRequest {
  @ApiProperty({ example: 'kostanay.secretary' })
  @IsString({ message: 'identity.error.login-missing' })
  readonly login!: string;

  @ApiProperty()
  @IsString({ message: 'identity.error.name-missing' })
  readonly name!: string;

  @ApiProperty({ minLength: 12 })
  @IsString({ message: 'identity.error.password-missing' })
  readonly password!: string;

  @ApiProperty({ enum: roles })
  @IsIn(roles, { message: 'identity.error.role-unknown' })
  readonly role!: Role;

  @ApiProperty({ required: false, example: 'KZ-39' })
  @IsOptional()
  @Matches(/^KZ(-\d{2,4})?$/, { message: 'identity.error.territory-shape' })
  readonly territory?: string;
}

class AccountAnswer {
  @ApiProperty()
  readonly id!: AccountId;
}

@ApiTags('accounts')
@ApiBearerAuth()
@Controller('api/accounts')
export class AccountsApi {
  constructor(private readonly accounts: Accounts) {}

  @ApiOperation({ summary: 'Open an account of staff with a role over a territory' })
  @ApiCreatedResponse({ type: AccountAnswer })
  @Access('central-office', 'administrator')
  @Post()
  @HttpCode(201)
  async open(
    @CurrentActor() actor: Actor,
    @Body() body: OpenAccountRequest,
    @Words() t: Translate,
  ): Promise<AccountAnswer> {
    const form = await readBody(OpenAccountRequest, body);
    if (!form.ok) throw refusal({ kind: 'fields', fields: form.error });
    const { role, territory = null, ...staff } = form.value;
    const grants = [{ role, territory: territory as TerritoryCode | null }];
    const opened = await this.accounts.openForStaff({ ...staff, grants }, actor);
    if (!opened.ok) {
      const status = opened.error.kind === 'outside-your-territory' ? 403 : 422;
      throw refusal({ ...opened.error, sentence: accountSentence(t, opened.error) }, status);
    }
    return { id: opened.value };
  }
}
