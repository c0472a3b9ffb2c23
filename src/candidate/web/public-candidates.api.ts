import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { isId, type CandidacyId, type ContestId } from '../../kernel/ids.js';
import { Public } from '../../platform/identity/index.js';
import { RateLimit, readBody, Words, type Translate } from '../../platform/web/index.js';
import { CaseFiles } from '../application/case-files.js';
import { ContestFrames } from '../application/contest-frames.js';
import { OpenCandidateAccountService } from '../application/open-candidate-account.service.js';
import { SendCandidateCodeService } from '../application/send-candidate-code.service.js';
import { formOf, valueOf } from './application.api.js';
import {
  candidateAnswer,
  CandidateAnswer,
  CodeSentAnswer,
  TokensAnswer,
} from './candidate.answers.js';
import { isPublic } from './public.page.js';

class CodeRequest {
  @ApiProperty({ example: '791028302728' })
  @IsString({ message: 'candidate.apply.iin-missing' })
  readonly iin!: string;

  @ApiProperty({ example: '+77010000000', description: 'A mobile number or an e-mail address.' })
  @IsString({ message: 'candidate.apply.contact-missing' })
  readonly contact!: string;
}

class AccountRequest extends CodeRequest {
  @ApiProperty()
  @IsString({ message: 'candidate.apply.name-missing' })
  @MinLength(1, { message: 'candidate.apply.name-missing' })
  @MaxLength(200, { message: 'candidate.form.too-long' })
  readonly name!: string;

  @ApiProperty({ example: '123456' })
  @Matches(/^\d{6}$/, { message: 'candidate.apply.code-shape' })
  readonly code!: string;
}

@ApiTags('candidates')
@Public()
@Controller('api')
export class PublicCandidatesApi {
  constructor(
    private readonly frames: ContestFrames,
    private readonly files: CaseFiles,
    private readonly sendCode: SendCandidateCodeService,
    private readonly openAccount: OpenCandidateAccountService,
  ) {}

  @ApiOperation({ summary: 'The registered candidates of a contest, with their platforms' })
  @ApiOkResponse({ type: [CandidateAnswer] })
  @Get('contests/:id/candidates')
  async contest(@Param('id') id: string, @Words() t: Translate): Promise<CandidateAnswer[]> {
    const frame = isId(id) ? await this.frames.of(id as ContestId) : null;
    if (!frame || frame.primary.state === 'draft') throw new NotFoundException();
    const dossiers = await this.files.registeredIn(frame.contest.id);
    return dossiers.map((dossier) => candidateAnswer(t, dossier, frame));
  }

  @ApiOperation({ summary: 'One candidate, as everybody may read' })
  @ApiOkResponse({ type: CandidateAnswer })
  @Get('candidates/:id')
  async candidate(@Param('id') id: string, @Words() t: Translate): Promise<CandidateAnswer> {
    const file = isId(id) ? await this.files.of(id as CandidacyId) : null;
    if (!file || !isPublic(file)) throw new NotFoundException();
    return candidateAnswer(t, file.dossier, file.frame);
  }

  @ApiOperation({ summary: 'Send a code to open a candidate’s account' })
  @ApiOkResponse({ type: CodeSentAnswer })
  @RateLimit(20)
  @HttpCode(200)
  @Post('candidate-accounts/code')
  async code(@Body() body: CodeRequest, @Words() t: Translate): Promise<CodeSentAnswer> {
    const { iin, contact } = formOf(t, await readBody(CodeRequest, body));
    const sent = await this.sendCode.send({ iin, contact }, (secret) => ({
      subject: t('candidate.apply.code-subject'),
      body: t('candidate.apply.code-body', { code: secret }),
    }));
    return { to: valueOf(t, sent) };
  }

  @ApiOperation({ summary: 'Open a candidate’s account with the code' })
  @ApiOkResponse({ type: TokensAnswer })
  @RateLimit(20)
  @HttpCode(200)
  @Post('candidate-accounts')
  async open(@Body() body: AccountRequest, @Words() t: Translate): Promise<TokensAnswer> {
    const form = formOf(t, await readBody(AccountRequest, body));
    const { iin, contact, name, code } = form;
    const tokens = valueOf(t, await this.openAccount.open({ iin, contact, name, code }));
    return { accessToken: tokens.access, refreshToken: tokens.refresh };
  }
}
