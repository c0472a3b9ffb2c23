/** A share as print has it: 30 %, not 30%. */
export function writeShare(share: string): string {
  return share.replace(/\s*%/, '\u00a0%');
}
