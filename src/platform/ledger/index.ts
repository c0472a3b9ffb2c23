export { canonicalJson, type Json } from './canonical-json.js';
export { Ledger, type LedgerLine, type LedgerRecord } from './ledger.js';
export { LedgerKey } from './ledger-key.js';
export { LedgerModule } from './ledger.module.js';
export { leafHash, merkleRoot, merkleTreeOfPages } from './merkle-tree.js';
export { SealLedgerService } from './seal-ledger.service.js';
