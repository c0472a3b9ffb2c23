export { canonicalJson, type Json } from './canonical-json.js';
export { Ledger, type FoundEntry, type LedgerLine, type LedgerRecord } from './ledger.js';
export { isLedgerKind, ledgerKinds, type LedgerKind } from './ledger-kinds.js';
export { ed25519Key, LedgerKey } from './ledger-key.js';
export { LedgerModule } from './ledger.module.js';
export {
  isConsistent,
  isIncluded,
  leafHash,
  merkleRoot,
  merkleTreeOfPages,
} from './merkle-tree.js';
export { leafInput, ledgerLog, SealLedgerService } from './seal-ledger.service.js';
export { treeHeadMessage, type TreeHead } from './tree-head.js';
export { TreeLogs } from './tree-logs.js';
