import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsBase64, IsInt, Matches, MaxLength, ValidateNested } from 'class-validator';
import { isId, type RoundId } from '../../kernel/ids.js';
import { Access, CurrentActor, Public, type Actor } from '../../platform/identity/index.js';
import { readBody, refusal } from '../../platform/web/index.js';
import type { Words } from '../../primary/index.js';
import { Ceremonies } from '../application/ceremonies.js';
import { MakeRoundKeysService } from '../application/make-round-keys.service.js';
import { RegisterTrusteeKeyService } from '../application/register-trustee-key.service.js';
import { RoundKeyDirectory, type PublicRoundKey } from '../application/round-key-directory.js';
import { SubmitShareService, type OpeningProgress } from '../application/submit-share.service.js';
import {
  SubmitTrialShareService,
  type TrialProgress,
} from '../application/submit-trial-share.service.js';
import { TrusteeDesk, type Wanted } from '../application/trustee-desk.js';
import type { RoundKeys } from '../keys/ceremony.js';

const malformed = { message: 'voting-keys.error.malformed' };

class TrusteeKeyBody {
  @ApiProperty({ description: 'The public half: X25519, 32 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly publicKey!: string;
}

class ShareBody {
  @ApiProperty({ description: '33 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly share!: string;
}

class SealedShareBody {
  @ApiProperty({ description: 'From 1 up, without a gap.' })
  @IsInt(malformed)
  readonly place!: number;

  @ApiProperty({ description: 'The account of the trustee.' })
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, malformed)
  readonly account!: string;

  @ApiProperty({ description: 'The key it is sealed to, 32 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly trusteeKey!: string;

  @ApiProperty({ description: '`enc ‖ ct`, 114 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(1_000, malformed)
  readonly sealed!: string;

  @ApiProperty({ description: 'SHA-256, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly commitment!: string;

  @ApiProperty({ description: 'SHA-256, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly trialCommitment!: string;
}

class RoundKeysBody {
  @ApiProperty({ description: 'X25519, 32 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly publicKey!: string;

  @ApiProperty({ description: 'X25519, 32 bytes, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100, malformed)
  readonly trialPublicKey!: string;

  @ApiProperty({ description: 'How many shares rebuild the key.' })
  @IsInt(malformed)
  readonly needed!: number;

  @ApiProperty({ description: 'The trial ballot, `enc ‖ ct`, base64.' })
  @IsBase64({}, malformed)
  @MaxLength(100_000, malformed)
  readonly trialSealed!: string;

  @ApiProperty({ type: [SealedShareBody] })
  @IsArray(malformed)
  @ValidateNested({ each: true })
  @Type(() => SealedShareBody)
  readonly shares!: SealedShareBody[];
}

class EnvelopeAnswer {
  @ApiProperty()
  readonly round!: string;

  @ApiProperty({ type: Object, description: 'Body, territory, stage and unit in kk, ru and en' })
  readonly title!: Readonly<Record<'body' | 'territory' | 'stage' | 'unit', Words>>;

  @ApiProperty({ type: String, enum: ['trial', 'opening'], nullable: true })
  readonly wanted!: Wanted;

  @ApiProperty()
  readonly place!: number;

  @ApiProperty({ description: 'The key it is sealed to, base64.' })
  readonly trusteeKey!: string;

  @ApiProperty({ description: '`enc ‖ ct`, base64.' })
  readonly sealed!: string;

  @ApiProperty({ description: 'SHA-256, base64.' })
  readonly commitment!: string;

  @ApiProperty({ description: 'SHA-256, base64.' })
  readonly trialCommitment!: string;
}

class TrusteeAnswer {
  @ApiProperty()
  readonly account!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Base64; null before there is one.' })
  readonly publicKey!: string | null;

  @ApiProperty({ type: [EnvelopeAnswer] })
  readonly envelopes!: readonly EnvelopeAnswer[];
}

class PossibleTrusteeAnswer {
  @ApiProperty()
  readonly account!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Base64; null without a key.' })
  readonly publicKey!: string | null;
}

class CeremonyAnswer {
  @ApiProperty()
  readonly round!: string;

  @ApiProperty({ description: 'The length of every ballot, sealed or not, without the seal.' })
  readonly contentBytes!: number;

  @ApiProperty()
  readonly state!: string;

  @ApiProperty({ description: 'Whether there are keys; until the opening they may be made anew.' })
  readonly made!: boolean;

  @ApiProperty({ type: [PossibleTrusteeAnswer] })
  readonly trustees!: readonly PossibleTrusteeAnswer[];
}

/** Ballot keys for programs: the pages of trustees and chairs use it too, and so does the command line. */
@ApiTags('keys')
@ApiBearerAuth()
@Controller('api')
export class KeysApi {
  constructor(
    private readonly desk: TrusteeDesk,
    private readonly registering: RegisterTrusteeKeyService,
    private readonly ceremonies: Ceremonies,
    private readonly making: MakeRoundKeysService,
    private readonly trying: SubmitTrialShareService,
    private readonly opening: SubmitShareService,
    private readonly keys: RoundKeyDirectory,
  ) {}

  @ApiOperation({
    summary: 'What a trustee has and is asked for: the key, and a sealed envelope for each round',
  })
  @ApiOkResponse({ type: TrusteeAnswer })
  @Access('trustee')
  @Get('trustee')
  async mine(@CurrentActor() { accountId }: Actor): Promise<TrusteeAnswer> {
    const { key, rounds } = await this.desk.of(accountId);
    return {
      account: accountId,
      publicKey: key?.publicKey.toString('base64') ?? null,
      envelopes: rounds.map(({ round, title, wanted, mine }) => ({
        round: round.id,
        title,
        wanted,
        place: mine.place,
        trusteeKey: mine.trusteeKey.toString('base64'),
        sealed: mine.sealed.toString('base64'),
        commitment: mine.commitment.toString('base64'),
        trialCommitment: mine.trialCommitment.toString('base64'),
      })),
    };
  }

  @ApiOperation({ summary: 'Register the public half of a trustee’s key' })
  @Access('trustee')
  @Post('trustee/key')
  @HttpCode(204)
  async register(@Body() body: TrusteeKeyBody, @CurrentActor() actor: Actor): Promise<void> {
    const { publicKey } = await read(TrusteeKeyBody, body);
    const registered = await this.registering.register(Buffer.from(publicKey, 'base64'), actor);
    if (!registered.ok) throw refusal(registered.error);
  }

  @ApiOperation({
    summary: 'What the keys of a round are made from, and whom they can be shared among',
  })
  @ApiOkResponse({ type: CeremonyAnswer })
  @Access('commission-chair')
  @Get('commission/rounds/:id/keys')
  async ceremony(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<CeremonyAnswer> {
    const ceremony = await this.ceremonies.ofRound(idOf(id), actor);
    const [only] = ceremony?.rounds ?? [];
    if (!ceremony || !only) throw new NotFoundException();
    return {
      round: only.round.id,
      contentBytes: only.round.contentBytes,
      state: only.round.state,
      made: only.progress !== null,
      trustees: ceremony.trustees.map(({ account, name, publicKey }) => ({
        account,
        name,
        publicKey: publicKey?.toString('base64') ?? null,
      })),
    };
  }

  @ApiOperation({ summary: 'Hand in the keys of a planned round, made on the chair’s device' })
  @Access('commission-chair')
  @Post('commission/rounds/:id/keys')
  @HttpCode(204)
  async make(
    @Param('id') id: string,
    @Body() body: RoundKeysBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    const keys = keysIn(await read(RoundKeysBody, body));
    const made = await this.making.make(idOf(id), keys, actor);
    if (!made.ok) throw refusal(made.error);
  }

  @ApiOperation({ summary: 'Give a share of the trial key' })
  @Access('trustee')
  @Post('rounds/:id/trial-shares')
  @HttpCode(200)
  async tryOut(
    @Param('id') id: string,
    @Body() body: ShareBody,
    @CurrentActor() actor: Actor,
  ): Promise<TrialProgress> {
    const { share } = await read(ShareBody, body);
    const taken = await this.trying.submit(idOf(id), Buffer.from(share, 'base64'), actor);
    if (!taken.ok) throw refusal(taken.error);
    return taken.value;
  }

  @ApiOperation({ summary: 'Give the share that opens the box of a closed round' })
  @Access('trustee')
  @Post('rounds/:id/shares')
  @HttpCode(200)
  async openUp(
    @Param('id') id: string,
    @Body() body: ShareBody,
    @CurrentActor() actor: Actor,
  ): Promise<OpeningProgress> {
    const { share } = await read(ShareBody, body);
    const taken = await this.opening.submit(idOf(id), Buffer.from(share, 'base64'), actor);
    if (!taken.ok) throw refusal(taken.error);
    return taken.value;
  }

  @ApiOperation({
    summary:
      'The ballot key of a round, who shares it by place, and once the box is opened its private half',
  })
  @Public()
  @Get('rounds/:id/keys')
  async show(@Param('id') id: string): Promise<PublicRoundKey> {
    const key = await this.keys.of(idOf(id));
    if (!key) throw new NotFoundException();
    return key;
  }
}

async function read<T extends object>(shape: new () => T, body: unknown): Promise<T> {
  const form = await readBody(shape, body);
  if (!form.ok) throw refusal({ kind: 'fields', fields: form.error });
  return form.value;
}

function idOf(text: string): RoundId {
  if (!isId(text)) throw new NotFoundException();
  return text as RoundId;
}

function keysIn({
  publicKey,
  trialPublicKey,
  needed,
  trialSealed,
  shares,
}: RoundKeysBody): RoundKeys {
  return {
    publicKey: bytes(publicKey),
    trialPublicKey: bytes(trialPublicKey),
    needed,
    trialSealed: bytes(trialSealed),
    shares: shares.map(({ place, account, trusteeKey, sealed, commitment, trialCommitment }) => ({
      place,
      account,
      trusteeKey: bytes(trusteeKey),
      sealed: bytes(sealed),
      commitment: bytes(commitment),
      trialCommitment: bytes(trialCommitment),
    })),
  };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
