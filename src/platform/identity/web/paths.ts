/** The addresses of signing in and of the accounts, each written once. */
export const identityPaths = {
  signIn: '/sign-in',
  staff: '/sign-in/staff',
  code: '/sign-in/code',
  signOut: '/sign-out',
  setUp: '/set-up/:secret',
  mailbox: '/mailbox',
  accounts: '/office/accounts',
  newAccount: '/office/accounts/new',
  disabling: '/office/accounts/:id/disabling',
} as const;
