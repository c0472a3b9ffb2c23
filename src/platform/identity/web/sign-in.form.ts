import { IsNotEmpty, IsString, Matches } from 'class-validator';

export class StaffSignInForm {
  @IsString({ message: 'identity.error.login-missing' })
  @IsNotEmpty({ message: 'identity.error.login-missing' })
  readonly login!: string;

  @IsString({ message: 'identity.error.password-missing' })
  @IsNotEmpty({ message: 'identity.error.password-missing' })
  readonly password!: string;
}

export class IinForm {
  @Matches(/^\d{12}$/, { message: 'identity.error.iin-shape' })
  readonly iin!: string;
}

export class CodeForm extends IinForm {
  @Matches(/^\d{6}$/, { message: 'identity.error.code-shape' })
  readonly code!: string;
}

export class SetUpForm {
  @IsString({ message: 'identity.error.name-missing' })
  @IsNotEmpty({ message: 'identity.error.name-missing' })
  readonly name!: string;

  @Matches(/^[a-z0-9][a-z0-9._@-]{1,63}$/, { message: 'identity.error.login-malformed' })
  readonly login!: string;

  @IsString({ message: 'identity.error.password-missing' })
  @IsNotEmpty({ message: 'identity.error.password-missing' })
  readonly password!: string;
}
