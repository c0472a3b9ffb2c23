/** The addresses of signing in, each written once. */
export const identityPaths = {
  signIn: '/sign-in',
  staff: '/sign-in/staff',
  code: '/sign-in/code',
  signOut: '/sign-out',
  setUp: '/set-up/:secret',
  mailbox: '/mailbox',
} as const;
