import type { AuthorisationRefusal } from '../application/authorise.service.js';
import type { CastRefusal } from '../application/cast-ballot.service.js';

type Kind = (AuthorisationRefusal | CastRefusal)['kind'];

/** The HTTP status that goes with a refusal on the ballot path. */
export function statusOfRefusal(kind: Kind): number {
  switch (kind) {
    case 'round-unknown':
      return 404;
    case 'not-on-roll':
    case 'marked-for-paper':
    case 'token-invalid':
      return 403;
    case 'already-authorised':
    case 'serial-used':
    case 'round-not-open':
    case 'round-paused':
    case 'round-closed':
      return 409;
    case 'overloaded':
      return 503;
    case 'ballot-wrong-length':
    case 'blinded-message-wrong-length':
    case 'blinded-message-not-below-modulus':
    case 'blinded-message-is-zero':
    case 'blinded-message-is-one':
    case 'blinded-message-is-minus-one':
      return 422;
  }
}
