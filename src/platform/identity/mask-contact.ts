/** A contact that its owner recognises and nobody else can use: `+7 ••• ••• 12 34`, `a•••@example.kz`. */
export function maskContact(contact: string): string {
  const [name = '', domain] = contact.split('@');
  if (domain !== undefined) return `${name.slice(0, 1)}•••@${domain}`;
  return `${contact.slice(0, 2)} ••• ••• ${contact.slice(-4, -2)} ${contact.slice(-2)}`;
}
