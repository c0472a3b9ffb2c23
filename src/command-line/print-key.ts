import { LedgerKey } from '../platform/ledger/index.js';
import { homeFrom } from '../platform/settings.js';

/** `irikteu key`: the key (Ed25519, 32 bytes, hexadecimal) that signs heads and receipts here, made if there is none yet. */
export async function printKey(): Promise<void> {
  const key = await LedgerKey.at(homeFrom(process.env));
  console.log(key.rawPublicKey().toString('hex'));
}
