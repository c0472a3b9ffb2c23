import { Body, Controller, Delete, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';

import { IsString } from 'class-validator';
import { RateLimit, readBody, refusal } from '../../web/index.js';
import { Access, Public, type KnownRequest } from '../access.js';
import { Sessions, accessLastsSeconds, type Tokens } from '../sessions.js';
import { SignInService } from '../sign-in.service.js';

class SignInRequest {
  @ApiProperty({ example: 'office' })
  @IsString({ message: 'identity.error.login-missing' })
  readonly login!: string;

  @ApiProperty()
  @IsString({ message: 'identity.error.password-missing' })
  readonly password!: string;
}

class RefreshRequest {
  @ApiProperty()
  @IsString()
  readonly refreshToken!: string;
}

class SessionTokensAnswer {
  @ApiProperty({ description: 'Send as `Authorization: Bearer …`.' })
  readonly accessToken!: string;

  @ApiProperty({ description: 'Good for one exchange; a second use ends the session.' })
  readonly refreshToken!: string;

  @ApiProperty({ description: 'Seconds until the access token runs out.' })
  readonly expiresIn!: number;
}

@ApiTags('session')
@Controller('api/session')
export class SessionApi {
  constructor(
    private readonly staff: SignInService,
    private readonly sessions: Sessions,
  ) {}

  @ApiOperation({ summary: 'Sign in with login and password' })
  @ApiOkResponse({ type: SessionTokensAnswer })
  @Public()
  @RateLimit(20)
  @Post()
  @HttpCode(200)
  async signIn(@Body() body: SignInRequest): Promise<SessionTokensAnswer> {
    const form = await readBody(SignInRequest, body);
    if (!form.ok) throw refusal({ kind: 'fields', fields: form.error });
    const result = await this.staff.signIn(form.value.login, form.value.password);
    if (!result.ok) throw refusal(result.error, result.error.kind === 'locked' ? 429 : 401);
    return answer(result.value);
  }

  @ApiOperation({ summary: 'Exchange a refresh token for new tokens' })
  @ApiOkResponse({ type: SessionTokensAnswer })
  @Public()
  @Post('refresh')
  @HttpCode(200)
  async refresh(@Body() body: RefreshRequest): Promise<SessionTokensAnswer> {
    const form = await readBody(RefreshRequest, body);
    if (!form.ok) throw refusal({ kind: 'fields', fields: form.error });
    const tokens = await this.sessions.refresh(form.value.refreshToken);
    if (!tokens) throw refusal({ kind: 'session-over' }, 401);
    return answer(tokens);
  }

  @ApiOperation({ summary: 'Sign out: the session ends at once' })
  @ApiBearerAuth()
  @Access()
  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: KnownRequest): Promise<void> {
    if (request.signedIn) await this.sessions.revoke(request.signedIn.sessionId);
  }
}

function answer({ access, refresh }: Tokens): SessionTokensAnswer {
  return { accessToken: access, refreshToken: refresh, expiresIn: accessLastsSeconds };
}
