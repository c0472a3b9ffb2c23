import type { PlainRoute } from '../../platform/web/index.js';

// How the two routes of the ballot path stand in the description of the API.

type Operation = PlainRoute['operation'];

const refused = {
  '422': { description: 'Refused, with the kind of the refusal.' },
  '503': {
    description: 'Too much to do: the same request again after the seconds of `Retry-After`.',
  },
};

const round = {
  name: 'roundId',
  in: 'path',
  required: true,
  schema: { type: 'string', format: 'uuid' },
} as const;

export const authorisationOperation: Operation = {
  operationId: 'BallotRoutes_authorise',
  tags: ['voting'],
  summary: 'Ask for the right to cast one ballot: signs a blinded token, once per voter',
  security: [{ bearer: [] }],
  parameters: [round],
  requestBody: takes({ blinded: 'The blinded message of RFC 9474, base64.' }),
  responses: {
    '200': answers({
      blindSignature: 'The blind signature, base64. The same for the same blinded message.',
    }),
    ...refused,
  },
};

export const castOperation: Operation = {
  operationId: 'BallotRoutes_cast',
  tags: ['voting'],
  summary: 'Cast a ballot, anonymously: send no cookie and no token of a session',
  description: 'The same ballot again gets the same receipt.',
  parameters: [round],
  requestBody: takes({
    serial: 'The 32 random bytes that the token was made for, base64.',
    prefix: 'The 32 random bytes put before the token message, base64.',
    signature: 'The unblinded signature of the token, base64.',
    enc: 'The encapsulated key of HPKE (RFC 9180), 32 bytes, base64.',
    ct: 'The ballot sealed with HPKE, of the one length that all ballots of the round have, base64.',
  }),
  responses: {
    '200': answers({
      round: 'The round.',
      serial: 'The serial under which the ballot lies in the box, hexadecimal.',
      leafHash: 'The hash of the ballot as a leaf of the box (RFC 9162), hexadecimal.',
      signature: 'Ed25519 over `irikteu/receipt/1\\n<round>\\n<leafHash>`, base64.',
    }),
    ...refused,
  },
};

function takes(fields: Readonly<Record<string, string>>): NonNullable<Operation['requestBody']> {
  return { required: true, ...json(fields) };
}

function answers(fields: Readonly<Record<string, string>>): Operation['responses'][string] {
  return { description: '', ...json(fields) };
}

/** An object of texts, all of them there. */
function json(fields: Readonly<Record<string, string>>) {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, description]) => [
      name,
      { type: 'string' as const, description },
    ]),
  );
  const schema = { type: 'object' as const, properties, required: Object.keys(fields) };
  return { content: { 'application/json': { schema } } };
}
