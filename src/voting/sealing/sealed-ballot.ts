import type { RoundId } from '../../kernel/ids.js';
import { ballotAad, ballotInfo, encapsulatedBytes } from '../domain/ballots/sealed-form.js';
import { openerOf, sealerOf, type Sealed } from './hpke.js';
import { x25519PrivateKey, x25519PublicKey } from './x25519.js';

/** What a sealed ballot is bound to. */
export interface BallotName {
  readonly round: RoundId;
  readonly serial: Uint8Array;
}

/** Seals the canonical bytes of one ballot to the ballot key of its round (32 raw bytes), as the voter's device does. */
export function sealBallot(ballotKey: Uint8Array, name: BallotName, content: Uint8Array): Sealed {
  return ballotSealer(ballotKey)(name, content);
}

/** The same for many ballots, as simulated voters need it. */
export function ballotSealer(
  ballotKey: Uint8Array,
): (name: BallotName, content: Uint8Array) => Sealed {
  const seal = sealerOf(x25519PublicKey(ballotKey), ballotInfo);
  return ({ round, serial }, content) => seal(content, ballotAad(round, serial));
}

/**
 * Opens sealed ballots (`enc ‖ ct`) of one round with the private half of its ballot key (32 raw bytes); null for what does
 * not open under the serial.
 */
export function ballotOpener(
  round: RoundId,
  privateKey: Uint8Array,
): (serial: Uint8Array, sealed: Uint8Array) => Buffer | null {
  const open = openerOf(x25519PrivateKey(privateKey), ballotInfo);
  const aad = ballotAad(round, new Uint8Array(serialBytes));
  return (serial, sealed) => {
    if (serial.length !== serialBytes) return null;
    aad.set(serial, aad.length - serialBytes);
    return open(sealed.subarray(0, encapsulatedBytes), sealed.subarray(encapsulatedBytes), aad);
  };
}

const serialBytes = 32;
