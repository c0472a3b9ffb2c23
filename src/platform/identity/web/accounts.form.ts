import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { roles, type Role } from '../actor.js';

/** The roles of staff; candidates and voters open their own accounts. */
export const staffRoles = roles.filter((role) => role !== 'candidate' && role !== 'voter');

export class NewAccountForm {
  @IsString({ message: 'identity.accounts.error.name-missing' })
  @IsNotEmpty({ message: 'identity.accounts.error.name-missing' })
  @MaxLength(200, { message: 'identity.accounts.error.too-long' })
  readonly name!: string;

  @Matches(/^[a-z0-9][a-z0-9._@-]{1,63}$/, { message: 'identity.error.login-malformed' })
  readonly login!: string;

  @IsString({ message: 'identity.error.password-missing' })
  @IsNotEmpty({ message: 'identity.error.password-missing' })
  @MaxLength(200, { message: 'identity.accounts.error.too-long' })
  readonly password!: string;

  @IsIn(staffRoles, { message: 'identity.accounts.error.role-missing' })
  readonly role!: Role;

  /** Empty for a role that holds everywhere. */
  @IsString({ message: 'identity.error.territory-shape' })
  readonly territory: string = '';
}
